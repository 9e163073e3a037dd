/// Why a file of rules, destinations or policy is invalid: the file, the position in it, and what to change.
package struct ConfigurationError: Error, Equatable, Sendable, CustomStringConvertible {
  package let file: String
  package let line: Int
  package let column: Int
  package let message: String

  package init(file: String, line: Int, column: Int, message: String) {
    self.file = file
    self.line = line
    self.column = column
    self.message = message
  }

  package var description: String { "\(file):\(line):\(column): \(message)" }
}
