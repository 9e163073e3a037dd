/// The anchors of a page: safe in markup and in a URL, unique, and the same for the same report.
///
/// They are made from names that may be hostile (the name of a host) or collide, so each is assigned once and then looked up.
struct Anchors {
  enum Kind: String {
    case cause, rule, destination, code, settings
  }

  private struct Key: Hashable {
    var kind: Kind
    var name: String
  }

  private var anchors: [Key: String] = [:]
  private var taken: Set<String> = []

  /// The anchor of something, nil if it has none.
  subscript(kind: Kind, name: String) -> String? { anchors[Key(kind: kind, name: name)] }

  /// Adds an anchor, such as `destination-api.segment.io`. Unsafe characters become `-`, and a repeated anchor gets a number.
  mutating func add(_ kind: Kind, _ name: String) {
    let key = Key(kind: kind, name: name)
    guard anchors[key] == nil else { return }
    let safe = String(name.unicodeScalars.prefix(80).map { Self.isSafe($0) ? Character($0) : "-" })
    let stem = "\(kind.rawValue)-\(safe)"
    var anchor = stem
    var number = 2
    while !taken.insert(anchor).inserted {
      anchor = "\(stem)_\(number)"
      number += 1
    }
    anchors[key] = anchor
  }

  private static func isSafe(_ scalar: UnicodeScalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", ".", "-": true
    default: false
    }
  }
}
