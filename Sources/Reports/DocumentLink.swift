/// Where the documents describe a rule or a destination: below a folder, or below its URL.
enum DocumentLink {
  /// The folder of the documents in this repository.
  static let folder = "docs"

  static func rules(in folder: String = folder) -> String { "\(folder)/rules.md" }
  static func rule(_ id: String, in folder: String = folder) -> String { "\(rules(in: folder))#\(id)" }
  static func destination(_ id: String) -> String { "\(folder)/destinations.md#\(id)" }
}
