import Bytes
import Knowledge
import Redacting
import Vocabulary

extension RedactionResult {
  /// What was written and removed, for a person.
  package var summary: String {
    var text = ""
    for capture in captures {
      text += "\(Printable.line(capture.output ?? capture.input)): \(counted(capture.records, "record"))\n"
      for name in capture.leftOut { text += "  left out: \(Printable.line(name)), which no capture refers to\n" }
    }
    text += totals.isEmpty ? "nothing to remove\n" : "\nremoved\n"
    for total in totals { text += "  \(row(total))\n" }
    if unexamined > 0 { text += "  \(counted(unexamined, "text")) whole, which could not be examined\n" }
    return text + keptOnPurpose + Self.proof
  }

  /// Random-looking strings and named fields that were kept.
  private var keptOnPurpose: String {
    var rows = HarmlessPlaces.Reason.allCases.compactMap { reason in
      kept.places[reason].map { "\(reason.rawValue): \(counted($0, "place"))" }
    }
    if kept.assetCount > 0 {
      rows.append("scripts, styles, pictures and fonts of public hosts: \(counted(kept.assetCount, "body", "bodies"))")
    }
    return rows.isEmpty ? "" : "\nkept on purpose\n" + rows.map { "  \($0)\n" }.joined()
  }

  private static let proof = """

    audited again, and read again by a second method: nothing that telltale looks for is left
    (docs/redaction.md says what that is, and --certificate lists it)

    """

  /// What would be removed, value by value, for a person.
  package var listing: String {
    var text = ""
    for total in totals {
      text += "\(row(total))\n"
      for value in removed where value.category == total.category && value.placeholder.kind == total.kind {
        text += "  \(value.placeholder.text)  \(value.excerpt), \(counted(value.places, "place"))\n"
      }
    }
    if unexamined > 0 { text += "\(counted(unexamined, "text")) whole, which could not be examined\n" }
    let places = totals.reduce(0) { $0 + $1.places }
    return text
      + "\(counted(captures.count, "capture")): \(counted(removed.count, "value")) would be removed from \(counted(places, "place")); nothing was written\n"
  }

  private func row(_ total: Total) -> String {
    "\(total.category.rawValue) \(total.kind.rawValue): \(counted(total.values, "value")) in \(counted(total.places, "place"))"
  }
}
