package import Captures

/// Where redacted captures are staged until they are proved, and then moved into place together.
///
/// Reading from it returns what was staged, by the names under which it was created.
package protocol RedactionStore: CaptureStore {
  /// Begins the copy of the capture at `path`, under its final name.
  func create(_ name: String, of path: String) throws -> any ByteOutput

  /// Begins the copy of a file that the capture at `path` refers to, next to the copy `name`; nil if it exists already.
  /// - Returns: The name of the file as well.
  func create(file: String, beside name: String, of path: String) throws -> (name: String, output: any ByteOutput)?

  /// The final path of a copy, for people.
  func path(of name: String) -> String

  /// Moves everything into place under its name, and writes what is to be written about the result.
  func commit(_ result: RedactionResult) throws
}
