import Payloads

/// Names that differ only in spelling: `Form Created`, `form_created` and `formCreated`.
enum NameVariants {
  /// A name for comparison: what it is a part of stays, and of the rest letters and digits, without case.
  static func folded(_ name: String) -> String {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false).map { PathTable.name(of: $0) }
    return parts.contains("") ? name : parts.joined(separator: ".")
  }
}
