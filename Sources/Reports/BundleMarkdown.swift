import Auditing
import Detecting
import Redacting
import Vocabulary

/// The Trust Center bundle in Markdown, for a repository or a wiki.
enum BundleMarkdown {
  static func render(_ bundle: TrustCenterBundle) -> String {
    [
      head(bundle), destinations(bundle), absent(bundle), disclosed(bundle), optOut(bundle), samples(bundle), inventory(bundle),
      gaps(bundle),
      evidence(bundle),
    ]
    .joined(separator: "\n")
  }

  private static func head(_ bundle: TrustCenterBundle) -> String {
    var text =
      "# What this app sends to third parties\n\nAs of \(bundle.date). Taken from \(counted(bundle.sources.count, "capture")) of the app’s "
    text +=
      "real traffic: \(counted(bundle.payloads, "payload")) sent to third parties were examined, in every encoding they were sent in. "
    text += "Values that identify people, grant access or are customers’ content are replaced by placeholders such as `~email-1~`.\n"
    if let failure = bundle.failure { text += "\n**Not passed.** \(Markdown.sentence(failure))\n" }
    if bundle.isIncomplete {
      text += "\n**Incomplete.** Something could not be examined or redacted. It is listed under Gaps, and nothing is claimed of it.\n"
    }
    return text
  }

  private static func destinations(_ bundle: TrustCenterBundle) -> String {
    var text = "## Who receives data, and what for\n\n"
    if bundle.destinations.isEmpty { return text + "Only the app itself and Atlassian.\n" }
    text += "| destination | category | purpose | region | hosts | payloads |\n|---|---|---|---|---|---:|\n"
    for destination in bundle.destinations {
      let cells = [
        destination.category == "unknown" ? Markdown.cell(destination.id) : Markdown.escaped(destination.name), destination.kind,
        destination.purpose.map(Markdown.escaped) ?? "**not stated**",
        (destination.region?.uppercased() ?? "not stated")
          + (destination.statedRegion.map { " (**\($0.uppercased()) was stated**)" } ?? ""),
        (destination.hosts.map { Markdown.cell($0) } + destination.through.map { "through \(Markdown.escaped($0))" }).joined(
          separator: " "),
        destination.records > 0 ? "\(destination.records)" : "not in the captures",
      ]
      text += "| " + cells.joined(separator: " | ") + " |\n"
    }
    return text + "\nEvery connection reveals the browser’s IP address to the server. \(connections(bundle))\n"
  }

  private static func connections(_ bundle: TrustCenterBundle) -> String {
    func sentence(_ ids: [String]) -> String { Wording.sentence(ids.map { name($0, bundle) }, upTo: 12) }
    var text =
      bundle.connected.isEmpty
      ? "In these captures, no browser connected to a third party." : "Browsers connect to \(sentence(bundle.connected))."
    if !bundle.loggers.isEmpty { text += " \(sentence(bundle.loggers)) may keep the IP address." }
    if !bundle.proxied.isEmpty {
      text +=
        " \(sentence(bundle.proxied)) received everything by way of a proxy, so no browser connected to it; whether the proxy passes IP addresses on is in no capture."
    }
    return text
  }

  private static func absent(_ bundle: TrustCenterBundle) -> String {
    let scope = bundle.isIncomplete ? " in what could be examined" : ""
    var text =
      "## What is not sent\n\nLooked for in all \(counted(bundle.payloads, "payload")), through every layer, and not found\(scope):\n\n"
    for absence in bundle.absences where absence.findings.isEmpty && absence.hasForm { text += "- \(absence.title)\n" }
    let unseen = bundle.absences.filter { $0.findings.isEmpty && !$0.hasForm }
    if !unseen.isEmpty {
      text += "\nNot found by format, field name or wording. Not every such value has a recognisable format:\n\n"
      for absence in unseen { text += "- \(absence.title)\n" }
    }
    let found = bundle.absences.filter { !$0.findings.isEmpty }
    guard !found.isEmpty else { return text }
    text += "\nWhat was found, and is shown as placeholders:\n\n"
    for absence in found {
      let names = absence.findings.map(\.destination).grouped { $0 }.compactMap { $0.first.map { name($0, bundle) } }
      text += "- \(absence.title): \(counted(absence.findings.count, "field")), sent to \(Wording.sentence(names, upTo: 6))"
      let reasons = absence.findings.compactMap { finding -> String? in
        if case .disclosed(let reason, _) = finding.disposition { reason } else { nil }
      }
      text += (reasons.grouped { $0 }.compactMap(\.first).map { " (disclosed: \(Markdown.escaped($0)))" }).joined() + "\n"
    }
    return text
  }

  private static func disclosed(_ bundle: TrustCenterBundle) -> String {
    var text = "## Disclosed on purpose\n\n"
    if bundle.disclosures.isEmpty { return text + "Nothing is listed as sent on purpose.\n" }
    for disclosure in bundle.disclosures {
      let link = disclosure.link.map { " (\(Markdown.escaped($0)))" } ?? ""
      text += "- \(Markdown.code(disclosure.what)): \(Markdown.escaped(disclosure.reason))\(link)"
      text += disclosure.wasSeen ? "\n" : ", not in these captures\n"
    }
    return text
  }

  private static func optOut(_ bundle: TrustCenterBundle) -> String {
    "## Opting out\n\n\(Markdown.sentence(bundle.optOut.statement))\n"
  }

  private static func samples(_ bundle: TrustCenterBundle) -> String {
    var text =
      "## Samples\n\nOne payload of each event at each destination, as it was sent, but decoded for reading. Placeholders replace redacted "
    text += "values.\n"
    for group in bundle.samples.grouped(by: \.destination) {
      text += "\n### \(name(group[0].destination, bundle))\n"
      for sample in group {
        text += "\n#### \(sample.name.map { Markdown.code($0) } ?? Markdown.escaped(sample.title))\n\n"
        if let request = sample.request { text += Markdown.code(request, limit: 1_000) + "\n\n" }
        text += Markdown.block(sample.json, language: "json") + "\n"
      }
    }
    return text
  }

  private static func inventory(_ bundle: TrustCenterBundle) -> String {
    // Its heading is left out: it would be a second title of the page.
    let lines = InventoryMarkdown.render(bundle.inventory).split(separator: "\n", omittingEmptySubsequences: false).dropFirst(2)
    let nested = lines.map { $0.hasPrefix("#") ? "#" + $0 : $0 }.joined(separator: "\n")
    return "## Every field that is sent\n\n\(nested)"
  }

  private static func gaps(_ bundle: TrustCenterBundle) -> String {
    guard !bundle.gaps.isEmpty else {
      return "## Gaps\n\nNone: everything in the captures was examined, and every destination has a purpose.\n"
    }
    return "## Gaps\n\n" + bundle.gaps.map { "- \(Markdown.sentence($0))\n" }.joined()
  }

  private static func evidence(_ bundle: TrustCenterBundle) -> String {
    var text = "## Evidence\n\n| what | SHA-256 |\n|---|---|\n"
    for source in bundle.sources {
      let origin = source.origin.isEmpty ? "" : ", \(Markdown.escaped(source.origin))"
      text += "| \(Markdown.cell(source.name)), \(counted(source.records, "record"))\(origin) | `\(source.digest)` |\n"
    }
    if let digest = bundle.policyDigest { text += "| policy | `\(digest)` |\n" }
    text += "| rules | `\(bundle.rules)` |\n\nMade by telltale \(telltaleVersion), offline, on \(bundle.date). It sees what was recorded: "
    return text + "other users, other settings and what servers send on to others may differ.\n"
  }

  /// A vendor's name is known; that of an unknown destination is a host from a capture.
  private static func name(_ id: String, _ bundle: TrustCenterBundle) -> String {
    guard let destination = bundle.destinations.first(where: { $0.id == id }), destination.category != "unknown" else {
      return Markdown.code(id)
    }
    return Markdown.escaped(destination.name)
  }
}

extension Markdown {
  /// A text of several lines as a block of code, with a fence longer than any run of backticks in it (CommonMark § 4.5).
  static func block(_ text: String, language: String) -> String {
    let fence = String(repeating: "`", count: max(3, longestRun(of: "`", in: text) + 1))
    return "\(fence)\(language)\n\(text)\n\(fence)"
  }
}
