/// A place in a file.
package struct Position: Equatable, Sendable {
  /// The 0-based byte offset.
  package var offset: Int
  /// The 1-based line.
  package var line: Int
  /// The 1-based column, in bytes.
  package var column: Int

  package init(offset: Int = 0, line: Int = 1, column: Int = 1) {
    self.offset = offset
    self.line = line
    self.column = column
  }
}
