package import Captures

/// Where redacted captures are kept aside until they are proved, and then put in place together.
///
/// Reading from it gives what was kept aside, by the names under which it was created.
package protocol RedactionStore: CaptureStore {
  /// Begins the copy of the capture at `path`, under the name that it will have.
  func create(_ name: String, of path: String) throws -> any ByteOutput

  /// Begins the copy of a file that the capture at `path` refers to, beside the copy `name`; nil where it is there already.
  /// - Returns: The name of the file as well.
  func create(file: String, beside name: String, of path: String) throws -> (name: String, output: any ByteOutput)?

  /// Where a copy will be in the end, for people.
  func path(of name: String) -> String

  /// Puts everything in place, each under its name, with what is to be written of the result.
  func commit(_ result: RedactionResult) throws
}
