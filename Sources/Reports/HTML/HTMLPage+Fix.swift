import Auditing
import Knowledge
import Remedies

extension HTMLPage {
  /// Code with more lines is collapsed.
  private static let maximumLines = 24
  /// The maximum number of lines of code; a capture may contain any number of names.
  private static let maximumToldLines = 200
  /// The maximum number of causes listed next to what stops them.
  private static let maximumStopped = 20

  /// What to change: the rule's fix, and links to the code and settings that stop the cause, which appear once for all causes.
  func fix(for cause: Cause) -> HTMLContent {
    let codes = remedies.stopping[cause.id, default: []].compactMap { number -> HTMLContent? in
      let snippet = remedies.snippets[number]
      return anchors[.code, snippet.remedy].map { ["anchor": $0, "name": snippet.library, "kind": "code"] }
    }
    let settings = remedies.settings.filter { setting in setting.controls.contains { Self.stops($0, at: setting.destination, cause) } }
      .compactMap { setting -> HTMLContent? in
        anchors[.settings, setting.destination].map { ["anchor": $0, "name": name(of: setting.destination), "kind": "settings"] }
      }
    return ["advice": cause.lead.rule.fix, "hasWays": !codes.isEmpty || !settings.isEmpty, "ways": codes + settings]
  }

  /// All code and settings that help, each once, with the causes that it stops.
  var remedyList: HTMLContent {
    [
      "hasRemedies": !remedies.snippets.isEmpty || !remedies.settings.isEmpty, "hasSnippets": !remedies.snippets.isEmpty,
      "snippets": remedies.snippets.enumerated().map { number, snippet in
        content(of: snippet, stopping: causes.filter { remedies.stopping[$0.id, default: []].contains(number) })
      },
      "hasSettings": !remedies.settings.isEmpty, "settings": remedies.settings.map(content),
    ]
  }

  /// The code for one library, line by line, because pages cut a long text.
  private func content(of snippet: Snippet, stopping causes: [Cause]) -> HTMLContent {
    let lines = snippet.code.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let more = lines.count - Self.maximumToldLines
    return [
      "anchor": anchors[.code, snippet.remedy] ?? false,
      "library": snippet.library, "place": snippet.place, "language": snippet.language.rawValue, "doubt": snippet.doubt ?? false,
      "isShort": lines.count <= Self.maximumLines, "stops": stopped(causes),
      "lines": Array(lines.prefix(Self.maximumToldLines)), "more": more > 0 ? Self.counted(more, "more line") : false,
    ]
  }

  private func content(of setting: DestinationSettings) -> HTMLContent {
    [
      "anchor": anchors[.settings, setting.destination] ?? false, "name": name(of: setting.destination),
      "controls": setting.controls.map { control in
        [
          "set": control.set, "note": control.note ?? false,
          "stops": stopped(causes.filter { Self.stops(control, at: setting.destination, $0) }),
        ]
      } as [HTMLContent],
    ]
  }

  /// The causes that something stops, as links.
  private func stopped(_ causes: [Cause]) -> HTMLContent {
    let more = causes.count - Self.maximumStopped
    return [
      "list": causes.prefix(Self.maximumStopped).map {
        $0.severity.content.merging(["anchor": anchors[.cause, $0.id] ?? false, "title": $0.lead.rule.title]) { $1 }
      },
      "more": more > 0 ? Self.counted(more, "more cause") : false,
    ]
  }

  /// Whether a setting stops an open finding of a cause.
  private static func stops(_ control: Destination.Control, at destination: String, _ cause: Cause) -> Bool {
    cause.findings.contains { finding in
      finding.destination == destination && finding.disposition.isOpen
        && finding.controls.contains { $0.isEffective && $0.set == control.set }
    }
  }
}

/// The code and settings that stop the causes of a page.
struct PageRemedies {
  let snippets: [Snippet]
  let settings: [DestinationSettings]
  /// The numbers of the snippets that stop a cause, by the cause's ID.
  let stopping: [String: [Int]]

  init(_ report: AuditReport, _ causes: some Sequence<Cause>) {
    let remedies = causes.map { (cause: $0.id, names: report.snippets(for: $0).map(\.remedy)) }
    let counts = Dictionary(grouping: remedies.flatMap(\.names)) { $0 }.mapValues(\.count)
    // The most effective one comes first.
    snippets = report.snippets.sorted { (counts[$1.remedy, default: 0], $0.remedy) < (counts[$0.remedy, default: 0], $1.remedy) }
    settings = report.settings
    let numbers = Dictionary(snippets.enumerated().map { ($1.remedy, $0) }) { first, _ in first }
    stopping = Dictionary(remedies.map { ($0.cause, $0.names.compactMap { numbers[$0] }) }) { first, _ in first }
  }
}
