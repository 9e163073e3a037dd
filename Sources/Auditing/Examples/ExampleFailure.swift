/// An example that does not hold.
package struct ExampleFailure: Equatable, Sendable {
  /// Where the example stands in the file of its rule or destination.
  package var line: Int
  package var message: String

  package init(line: Int, message: String) {
    self.line = line
    self.message = message
  }
}
