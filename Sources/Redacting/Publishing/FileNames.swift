/// Makes unique file names from texts of captures that are safe on every system.
struct FileNames {
  /// The maximum length of a part: some systems allow 255 bytes for a name.
  private static let maximumPart = 60

  private var taken: Set<String> = []

  /// A name of parts separated by two hyphens: lower-case ASCII letters, digits and hyphens, and a number if the name is taken.
  ///
  /// Names with a meaning to a system (`con`, a leading dot, a path) are impossible: there are always two parts and an extension.
  mutating func name(for parts: [String], ending: String) -> String {
    let stem = parts.map(Self.part).joined(separator: "--")
    var name = "\(stem).\(ending)"
    var number = 2
    while !taken.insert(name).inserted {
      name = "\(stem)-\(number).\(ending)"
      number += 1
    }
    return name
  }

  private static func part(_ text: String) -> String {
    var part = ""
    for scalar in text.lowercased().unicodeScalars {
      if part.utf8.count == maximumPart { break }
      if "a"..."z" ~= scalar || "0"..."9" ~= scalar {
        part.unicodeScalars.append(scalar)
      } else if !part.hasSuffix("-"), !part.isEmpty {
        part += "-"
      }
    }
    while part.hasSuffix("-") { part.removeLast() }
    return part.isEmpty ? "unnamed" : part
  }
}
