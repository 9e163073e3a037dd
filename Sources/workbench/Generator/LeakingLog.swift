/// A log of events, one a line, of which every one leaks and none repeats what another told.
enum LeakingLog {
  /// Writes a log of a little more than so many bytes and says what it holds.
  static func write(to path: String, bytes: Int, seed: UInt64) throws -> String {
    var file = try GrowingFile(path: path)
    var events = 0
    while file.size < bytes {
      var visit = Visit(ofStranger: events, seed: seed)
      file.writer.compact(visit.event(by: .rudderstack))
      file.writer.raw("\n")
      try file.settle()
      events += 1
    }
    try file.close()
    return "\((Double(file.size) / 1e6).formatted(1)) MB, \(events) events, each of which leaks"
  }
}
