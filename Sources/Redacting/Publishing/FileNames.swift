/// Names for files that are made of what captures say: safe on every system, and each once.
struct FileNames {
  /// A part is cut where it is longer: some systems take 255 bytes for the whole of a name.
  private static let maximumPart = 60

  private var taken: Set<String> = []

  /// A name of parts between two hyphens: lower-case ASCII letters, digits and hyphens, and a number where it is taken.
  ///
  /// What has a meaning to a system (`con`, a leading dot, a path) cannot be spelt: there are always two parts and an ending.
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
