package import Knowledge
import Vocabulary

/// The frameworks, for a terminal.
package enum FrameworkCatalogue {
  /// A line for each framework.
  package static func list(_ frameworks: [Framework]) -> String {
    let width = frameworks.map(\.id.count).max() ?? 0
    return frameworks.map { framework in
      framework.id + String(repeating: " ", count: width - framework.id.count + 2)
        + "\(framework.title), \(framework.edition) (\(counted(framework.controls.count, "control")))\n"
    }.joined()
  }

  /// A page about one framework.
  package static func page(_ framework: Framework, width: Int) -> String {
    var text =
      "\(framework.title)\n\(framework.edition), \(framework.publisher)\n\(framework.source), looked up on \(framework.checked)\n\n"
    text += framework.applies.wrapped(width: width).joined(separator: "\n") + "\n"
    for control in framework.controls {
      text += "\n\(control.number)  \(control.title)\(control.isUnconfirmed ? " (not confirmed at the source)" : "")\n"
      func row(_ label: String, _ value: String) {
        let lines = value.wrapped(width: width - 12)
        text +=
          "  " + label + String(repeating: " ", count: 10 - label.count) + lines.joined(separator: "\n" + String(repeating: " ", count: 12))
          + "\n"
      }
      row("Asks", control.asks)
      row("Against", control.against.isEmpty ? "no rule" : control.against.sorted().joined(separator: ", "))
      row("Needs", control.needs.map(\.rawValue).joined(separator: ", "))
      row("Unseen", control.unseen)
      row("Source", control.source)
    }
    return text
  }
}
