import Auditing
import Captures
import Knowledge
import Vocabulary

extension HTMLPage {
  /// The content of the first screen and the first sheet of paper.
  var cover: HTMLContent {
    let names = report.captures.map { EntryName.last(of: $0.path) }
    let records = report.captures.reduce(0) { $0 + $1.records }
    return [
      "subject": Wording.sentence(names, upTo: 3),
      "scope": Self.counted(report.captures.count, "capture") + ", " + Self.counted(records, "record"),
      "status": report.verdict.status.rawValue, "statusName": report.verdict.status.rawValue.uppercased(),
      "reason": report.reason, "tally": tally, "accepted": accepted,
      "hasAccepted": causes.contains { !$0.isOpen }, "unexamined": unexamined,
      "saysWhole": unexamined as? String == nil && report.verdict.status == .fail, "alerts": alerts, "silence": report.silence ?? false,
      "ownership": report.preamble ?? false,
      "ignored": ignored, "filtered": report.filtering?.sentence ?? false,
      "judge": report.policy ?? false, "stale": report.notes.isEmpty ? false : String(report.notes.count),
      "first": changeFirst, "thirdParties": thirdPartyItems, "moreThirdParties": moreThirdParties,
    ]
  }

  /// What a reader must not miss: data sent after an opt-out, and expired waivers.
  private var alerts: [HTMLContent] {
    let broken = causes.filter { $0.lead.rule.category == .consent && $0.isOpen }
    var seen: Set<String> = []
    let reached = broken.flatMap(\.reachedFieldsByDestination).map(\.destination).filter { seen.insert($0).inserted }.map(name)
    let ended = report.allFindings.count { if case .expired = $0.disposition { true } else { false } }
    let over = causes.first { $0.findings.contains { if case .expired = $0.disposition { true } else { false } } }
    return [
      broken.first.map {
        [
          "what": "The customer opted out.", "text": "Still reached: \(Wording.sentence(reached, upTo: 6)).",
          "anchor": anchors[.cause, $0.id] ?? false,
        ]
      },
      over.map {
        let verb = ended == 1 ? "counts" : "count"
        return [
          "what": "A waiver has ended.", "text": "\(Self.counted(ended, "finding")) \(verb) again, whatever the severity.",
          "anchor": anchors[.cause, $0.id] ?? false,
        ]
      },
    ].compactMap(\.self)
  }

  private var ignored: Any {
    let count = report.captures.reduce(0) { $0 + $1.ignored }
    return count == 0 ? false : Self.counted(count, "record")
  }

  private var tally: [HTMLContent] {
    Severity.allCases.reversed().map { severity in
      let count = report.verdict.counts[severity] ?? 0
      return severity.content.merging(["count": Wording.digits(count), "isNone": count == 0]) { $1 }
    }
  }

  private var accepted: Any {
    let words = report.verdict.accepted.sorted { $0.key < $1.key }.map { name, count in
      Wording.digits(count) + " " + (name == "known" ? "in the baseline" : name)
    }
    return words.isEmpty ? false : Wording.sentence(words, upTo: words.count)
  }

  private var unexamined: Any {
    let gaps = report.captures.reduce(0) { $0 + $1.gaps.count }
    let unread = report.captures.count { $0.error != nil }
    let parts = [gaps == 0 ? nil : Self.counted(gaps, "place"), unread == 0 ? nil : "all of " + Self.counted(unread, "capture")]
    let known = parts.compactMap(\.self)
    return known.isEmpty ? false : Wording.sentence(known, upTo: 2)
  }

  /// The most important causes.
  private var changeFirst: [HTMLContent] {
    causes.filter { $0.isOpen && $0.severity > .info }.prefix(5).map { cause in
      let names = cause.reachedFieldsByDestination.map { name(of: $0.destination) }
      return cause.severity.content.merging([
        "title": cause.lead.rule.title, "anchor": anchors[.cause, cause.id] ?? false, "fields": fields(of: cause),
        "to": Wording.sentence(names, upTo: 4),
      ]) { $1 }
    }
  }

  private static let maximumThirdParties = 8

  private var thirdParties: [DestinationTraffic] { report.traffic.filter { $0.party == .third } }

  private var thirdPartyItems: [HTMLContent] {
    let worst = Dictionary(destinations.map { ($0.destination, $0.total.worst) }) { first, _ in first }
    return thirdParties.prefix(Self.maximumThirdParties).map { traffic in
      let severity = worst[traffic.id] ?? nil
      return (severity?.content ?? ["severity": "accepted", "sign": "·"]).merging([
        "name": traffic.name, "anchor": anchors[.destination, traffic.id] ?? false, "category": Self.category(of: traffic),
        "records": Self.counted(traffic.records, "record"),
      ]) { $1 }
    }
  }

  private var moreThirdParties: Any {
    let more = thirdParties.count - Self.maximumThirdParties
    return more > 0 ? Self.counted(more, "more third party", "more third parties") : false
  }
}
