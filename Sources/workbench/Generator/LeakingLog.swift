/// A log of events, one per line, each of which leaks something new.
enum LeakingLog {
  /// Writes a log that is a little larger than `bytes`, and returns a summary.
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
