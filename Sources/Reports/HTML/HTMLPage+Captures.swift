import Auditing
import Captures
import Detecting
import Vocabulary

extension HTMLPage {
  /// The maximum number of rows in a table of destinations or captures.
  static let maximumTraffic = 500
  private static let maximumHosts = 12
  private static let maximumGaps = 200

  /// The destinations, and how much each received.
  var destinationList: HTMLContent {
    let totals = Dictionary(destinations.map { ($0.destination, $0.total) }) { first, _ in first }
    let more = report.traffic.count - Self.maximumTraffic
    return [
      "none": report.traffic.isEmpty,
      "list": report.traffic.prefix(Self.maximumTraffic).map { traffic in
        let total = totals[traffic.id]
        return [
          "anchor": anchors[.destination, traffic.id] ?? false, "name": traffic.name, "id": traffic.id,
          "category": Self.category(of: traffic), "party": traffic.party.title, "isThird": traffic.party == .third,
          "hosts": Array(traffic.hosts.prefix(Self.maximumHosts)),
          "moreHosts": traffic.hosts.count > Self.maximumHosts ? Wording.digits(traffic.hosts.count - Self.maximumHosts) : false,
          "records": traffic.isDirect
            ? Wording.digits(traffic.records) : "through " + traffic.through.map(report.name(of:)).joined(separator: ", "),
          "events": EventType.allCases.compactMap { type in traffic.events[type].map { "\(Wording.digits($0)) \(type.rawValue)" } }
            .joined(separator: ", "),
          "worst": total?.content ?? false, "total": total.map { Wording.digits($0.count) } ?? "0",
          "unit": total?.count == 1 ? "time" : "times",
        ]
      } as [HTMLContent],
      "more": more > 0 ? Self.counted(more, "more destination") : false,
    ]
  }

  /// The kind of destination.
  static func category(of traffic: DestinationTraffic) -> String {
    switch traffic.category {
    case "unknown": "not known to telltale"
    case "cdp": "customer data platform"
    case "apm": "performance monitoring"
    case let category: category.replacing("-", with: " ")
    }
  }

  /// The captures, and their gaps.
  var captureList: HTMLContent {
    let gaps = report.captures.flatMap { capture in capture.gaps.map { gap(in: capture, $0) } + unread(capture) }
    let captures = report.captures.prefix(Self.maximumTraffic)
    return [
      "list": captures.map { capture in
        [
          "path": capture.path, "kind": Self.kind(capture.kind), "records": Wording.digits(capture.records),
          "bytes": Self.size(capture.bytes), "complete": capture.complete,
          "ignored": capture.ignored > 0 ? Wording.digits(capture.ignored) : false,
          "digest": capture.digest as Any? ?? false, "origin": capture.origin.isEmpty ? false : capture.origin as Any,
        ]
      } as [HTMLContent],
      "more": report.captures.count > captures.count ? Self.counted(report.captures.count - captures.count, "more capture") : false,
      "evidence": report.evidence.map {
        ["date": $0.date.description, "rules": $0.rules, "policy": $0.policy as Any? ?? false, "plan": $0.plan as Any? ?? false]
      } as Any?
        ?? false,
      "policy": report.policy ?? false, "hasNotes": !report.notes.isEmpty,
      "notes": report.notes.prefix(Self.maximumGaps).map(\.description),
      "moreNotes": report.notes.count > Self.maximumGaps ? Self.counted(report.notes.count - Self.maximumGaps, "more note") : false,
      "hasSignals": !report.signals.isEmpty,
      "signals": report.signals.prefix(Self.maximumGaps).map { signal in
        ["path": report.captures[signal.capture].path, "place": signal.place, "sentence": signal.sentence]
      } as [HTMLContent],
      "moreSignals": report.signals.count > Self.maximumGaps
        ? Self.counted(report.signals.count - Self.maximumGaps, "more signal") : false,
      "gaps": Array(gaps.prefix(Self.maximumGaps)),
      "isWhole": gaps.isEmpty,
      "moreGaps": gaps.count > Self.maximumGaps ? Self.counted(gaps.count - Self.maximumGaps, "more place") : false,
    ]
  }

  private func gap(in capture: AuditedCapture, _ gap: Gap) -> HTMLContent {
    let place =
      if let position = gap.position {
        "line \(Wording.digits(position.line)), byte \(Wording.digits(position.offset))"
      } else if let record = gap.record {
        "record \(Wording.digits(record)), \(gap.place)"
      } else {
        gap.place
      }
    return ["path": capture.path, "place": place, "reason": gap.reason]
  }

  private func unread(_ capture: AuditedCapture) -> [HTMLContent] {
    capture.error.map { [["path": capture.path, "place": "all of it", "reason": $0.reason]] } ?? []
  }

  private static func kind(_ kind: CaptureKind?) -> String {
    switch kind {
    case .har: "HAR"
    case .events: "event log"
    case nil: "not read"
    }
  }

  /// A size in SI units, with one digit after the point.
  private static func size(_ bytes: Int) -> String {
    var (tenths, units) = (bytes * 10, ["bytes", "kB", "MB", "GB"][...])
    while tenths >= 10_000, units.count > 1 {
      tenths /= 1_000
      units.removeFirst()
    }
    let unit = units.first ?? ""
    return unit == "bytes" ? "\(Wording.digits(bytes)) \(unit)" : "\(Wording.digits(tenths / 10)).\(tenths % 10) \(unit)"
  }

  /// The meanings of the severities.
  var glossary: [HTMLContent] {
    Severity.allCases.reversed().map { $0.content.merging(["meaning": $0.meaning]) { $1 } }
  }
}

extension Severity {
  /// The meaning of a severity, for a reader who has never seen the tool.
  fileprivate var meaning: String {
    switch self {
    case .critical: "Anyone who can read the destination’s data can act as the user, or open what only the user may open."
    case .high: "It shows who a person is, or what a customer wrote, to a company that has no need to know."
    case .medium: "It narrows down who a person or a customer is, or takes along more than was meant."
    case .low: "It names a customer or a piece of work without its content, or makes the data harder to trust."
    case .info: "It is how the product works. It is good to know, and no reason to stop a release."
    }
  }
}
