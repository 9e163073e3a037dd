/// Names the places of a page that links lead to: safe in markup and in a URL, unique, and the same for the same report.
///
/// What they are made of may be hostile (the name of a host) or made to collide, so a name is given once and looked up from then on.
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

  /// The place of something, nil where it has none.
  subscript(kind: Kind, name: String) -> String? { anchors[Key(kind: kind, name: name)] }

  /// Gives something a place, such as `destination-api.segment.io`; a letter that is not safe becomes `-`, and a second place of one name a
  /// number.
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
