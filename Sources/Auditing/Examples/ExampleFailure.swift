/// An example that fails.
package struct ExampleFailure: Equatable, Sendable {
  /// The line of the example in the file of its rule or destination.
  package var line: Int
  package var message: String

  package init(line: Int, message: String) {
    self.line = line
    self.message = message
  }
}
