/// Which folders of a target may use which others: a file that lists them from the bottom up.
struct FolderOrder {
  private let file: String
  /// The line of the file, from 1, that names each target.
  private var headings: [String: Int] = [:]
  /// The line that lists each folder, by target; folders on one line are on the same level.
  private var lines: [String: [String: Int]] = [:]

  /// Parses `Target:` and lines of folders; `#` begins a comment.
  init(parsing text: String, file: String) throws {
    self.file = file
    var target: String?
    for (number, line) in zip(1..., text.split(separator: "\n", omittingEmptySubsequences: false)) {
      let words = line.prefix { $0 != "#" }.split(whereSeparator: \.isWhitespace).map(String.init)
      if words.count == 1, words[0].hasSuffix(":") {
        let name = String(words[0].dropLast())
        guard headings.updateValue(number, forKey: name) == nil else { throw WorkbenchError("\(file):\(number): \(name) is listed twice") }
        target = name
        continue
      }
      for word in words {
        guard let target else { throw WorkbenchError("\(file):\(number): expected the name of a target and a colon before \(word)") }
        guard lines[target, default: [:]].updateValue(number, forKey: word) == nil else {
          throw WorkbenchError("\(file):\(number): \(word) is listed twice in \(target)")
        }
      }
    }
  }

  /// Whether a target's list contains a folder, or a file next to the folders.
  func lists(_ folder: String, of target: String) -> Bool { lines[target]?[folder] != nil }

  /// The differences between the file and the folders.
  func complaints(about targets: [SourceTarget]) -> [String] {
    var complaints: [(line: Int, text: String)] = []
    for target in targets {
      let folders = target.folders
      guard let heading = headings[target.name] else {
        if folders.count > 1 { complaints.append((0, "\(file): the target \(target.name) has folders and is not listed")) }
        continue
      }
      for folder in folders where !lists(folder, of: target.name) {
        complaints.append((heading, "\(file):\(heading): the folder \(folder) of \(target.name) is not listed"))
      }
      for (folder, line) in lines[target.name] ?? [:] where !folders.contains(folder) {
        complaints.append((line, "\(file):\(line): \(target.name) has no folder \(folder) with Swift files"))
      }
    }
    for (name, line) in headings where !targets.contains(where: { $0.name == name }) {
      complaints.append((line, "\(file):\(line): there is no target \(name)"))
    }
    return complaints.sorted { ($0.line, $0.text) < ($1.line, $1.text) }.map(\.text)
  }

  /// A message for each arrow that points up or sideways, and the number of pairs of folders that the others connect.
  ///
  /// Arrows of unlisted folders are left out, because `complaints(about:)` names these folders.
  func judge(_ arrows: [Arrow], in target: String) -> (forbidden: [String], allowed: Int) {
    let lines = lines[target] ?? [:]
    var forbidden: [String] = []
    var allowed: Set<[String]> = []
    for arrow in arrows {
      guard let from = lines[arrow.from] else { continue }
      let candidates = arrow.to.filter { lines[$0] != nil }
      if let below = candidates.first(where: { (lines[$0] ?? .max) < from }) {
        allowed.insert([arrow.from, below])
      } else if !candidates.isEmpty {
        forbidden.append("\(arrow.path):\(arrow.line): \(arrow.from) may not use \(candidates.joined(separator: " or ")) (\(arrow.name))")
      }
    }
    return (forbidden, allowed.count)
  }
}
