import Auditing
import Detecting
import Redacting
import Vocabulary

/// The Trust Center bundle as a page: one file that works from disk, loads nothing and has no script.
enum BundlePage {
  static func render(_ bundle: TrustCenterBundle) -> String {
    var content = content(of: bundle)
    content["style"] = style
    content["policy"] = "default-src 'none'; style-src '\(HTMLTemplates.source(style))'; base-uri 'none'; form-action 'none'"
    return HTMLTemplates.render(content, "bundle")
  }

  /// The style of reports, and the additional style of this page.
  private static let style = HTMLTemplates.file("report.css") + "\n" + HTMLTemplates.file("bundle.css")

  private static func content(of bundle: TrustCenterBundle) -> HTMLContent {
    let sent = bundle.absences.filter { !$0.findings.isEmpty }
    let absent = bundle.absences.filter { $0.findings.isEmpty && $0.hasForm }
    let unseen = bundle.absences.filter { $0.findings.isEmpty && !$0.hasForm }
    return [
      "version": telltaleVersion, "date": bundle.date.description,
      "payloads": HTMLPage.counted(bundle.payloads, "payload"), "captures": HTMLPage.counted(bundle.sources.count, "capture"),
      "destinationCount": HTMLPage.counted(bundle.destinations.count, "third party", "third parties"),
      "fieldCount": HTMLPage.counted(bundle.inventory.fieldCount, "field"), "isIncomplete": bundle.isIncomplete,
      "destinations": bundle.destinations.map(destination), "hasDestinations": !bundle.destinations.isEmpty,
      "sent": sent.map { found($0, bundle) }, "hasSent": !sent.isEmpty, "absent": absent.map(\.title), "hasAbsent": !absent.isEmpty,
      "unseen": unseen.map(\.title), "hasUnseen": !unseen.isEmpty,
      "failure": bundle.failure as Any? ?? false,
      "disclosures": bundle.disclosures.map {
        ["what": $0.what, "reason": $0.reason, "link": $0.link as Any? ?? false, "wasSeen": $0.wasSeen]
      },
      "hasDisclosures": !bundle.disclosures.isEmpty,
      "connected": bundle.connected.isEmpty ? false : Wording.sentence(bundle.connected.map(bundle.name), upTo: 12) as Any,
      "proxied": bundle.proxied.isEmpty ? false : Wording.sentence(bundle.proxied.map(bundle.name), upTo: 8) as Any,
      "policyDigest": bundle.policyDigest as Any? ?? false,
      "loggers": bundle.loggers.isEmpty ? false : Wording.sentence(bundle.loggers.map(bundle.name), upTo: 8) as Any,
      "optOut": bundle.optOut.statement, "optOutIsGap": bundle.optOut.isGap,
      "samples": samples(bundle), "hasSamples": !bundle.samples.isEmpty,
      "inventory": bundle.inventory.destinations.map(inventory), "gaps": bundle.gaps, "hasGaps": !bundle.gaps.isEmpty,
      "sources": bundle.sources.map {
        [
          "name": $0.name, "digest": $0.digest, "records": HTMLPage.counted($0.records, "record"),
          "origin": $0.origin.isEmpty ? false : $0.origin as Any,
        ]
      },
      "rules": bundle.rules,
    ]
  }

  private static func destination(_ destination: TrustCenterBundle.Destination) -> HTMLContent {
    [
      "name": destination.name, "category": destination.kind, "hosts": destination.hosts,
      "records": Wording.digits(destination.records), "purpose": destination.purpose as Any? ?? false,
      "region": destination.region?.uppercased() as Any? ?? false, "statedRegion": destination.statedRegion?.uppercased() as Any? ?? false,
      "through": destination.through.isEmpty ? false : Wording.sentence(destination.through, upTo: 4) as Any,
      "isDirect": destination.records > 0,
    ]
  }

  private static func found(_ absence: Absence, _ bundle: TrustCenterBundle) -> HTMLContent {
    let names = absence.findings.map(\.destination).grouped { $0 }.compactMap { $0.first.map(bundle.name(of:)) }
    let disclosed = absence.findings.compactMap { finding -> String? in
      if case .disclosed(let reason, _) = finding.disposition { reason } else { nil }
    }.grouped { $0 }.compactMap(\.first)
    return [
      "title": absence.title, "to": Wording.sentence(names, upTo: 6), "fields": HTMLPage.counted(absence.findings.count, "field"),
      "disclosed": disclosed.isEmpty ? false : disclosed.joined(separator: "; ") as Any,
    ]
  }

  private static func samples(_ bundle: TrustCenterBundle) -> [HTMLContent] {
    bundle.samples.grouped { $0.destination }.map { group in
      [
        "name": bundle.name(of: group[0].destination),
        "list": group.map { sample -> HTMLContent in
          [
            "title": sample.title, "kind": sample.kind.rawValue, "isNamed": sample.name != nil, "request": sample.request as Any? ?? false,
            "json": pieces(of: sample.json), "file": "samples/\(sample.file)",
          ]
        },
      ]
    }
  }

  /// A text of several lines in pieces: placeholders are separate, and no piece exceeds the limit at which pages cut a text.
  private static func pieces(of text: String) -> [HTMLContent] {
    var pieces: [HTMLContent] = []
    var rest = text[...]
    func plain(_ text: Substring) {
      for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        if number > 0 { pieces.append(["isBreak": true, "text": "", "isPlaceholder": false]) }
        var line = line.unicodeScalars[...]
        while !line.isEmpty {
          pieces.append(["isBreak": false, "text": String(line.prefix(1_000)), "isPlaceholder": false])
          line = line.dropFirst(1_000)
        }
      }
    }
    while let match = rest.firstMatch(of: /~[a-z]+-[0-9a-f]{1,16}~/) {
      plain(rest[..<match.range.lowerBound])
      pieces.append(["isBreak": false, "text": String(match.output), "isPlaceholder": true])
      rest = rest[match.range.upperBound...]
    }
    plain(rest)
    return pieces
  }

  private static func inventory(_ destination: Inventory.Destination) -> HTMLContent {
    [
      "name": destination.name,
      "events": destination.events.map { event -> HTMLContent in
        [
          "title": event.title, "kind": event.kind.rawValue, "isNamed": event.name != nil,
          "count": HTMLPage.counted(event.count, event.noun),
          "fields": event.fields.map { field -> HTMLContent in
            [
              "wire": field.wire, "canonical": field.canonical as Any? ?? false, "types": field.typeNames,
              "count": Wording.digits(field.count), "class": field.dataClass.rawValue,
              "isSevere": FieldClass.severe.contains(field.dataClass),
              "shown": field.shown,
            ]
          },
        ]
      },
    ]
  }
}

extension TrustCenterBundle {
  /// The name of a destination, by its ID.
  func name(of id: String) -> String { destinations.first { $0.id == id }?.name ?? id }
}
