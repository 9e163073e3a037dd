/// A HAR that grows entry by entry (HAR 1.2, as Chrome saves it).
struct GrowingHAR {
  private(set) var entries = 0
  private var file: GrowingFile

  /// Writes the beginning: Chrome's name, and the pages.
  init(path: String, pages: [JSON]) throws {
    file = try GrowingFile(path: path)
    file.writer.raw(
      "{\n  \"log\": {\n    \"version\": \"1.2\",\n    \"creator\": {\n      \"name\": \"WebInspector\",\n      \"version\": \"537.36\"\n    },\n    \"pages\": "
    )
    file.writer.pretty(.array(pages), level: 2)
    file.writer.raw(",\n    \"entries\": [\n      ")
  }

  var size: Int { file.size }

  /// Writes an entry and returns its length.
  @discardableResult
  mutating func add(_ entry: JSON) throws -> Int {
    if entries > 0 { file.writer.raw(",\n      ") }
    let before = size
    file.writer.pretty(entry, level: 3)
    let length = size - before
    entries += 1
    try file.settle()
    return length
  }

  /// Writes the end.
  mutating func close() throws {
    file.writer.raw("\n    ]\n  }\n}\n")
    try file.close()
  }
}
