/// Why a tool could not do its work.
struct WorkbenchError: Error, CustomStringConvertible {
  var description: String

  init(_ description: String) {
    self.description = description
  }
}
