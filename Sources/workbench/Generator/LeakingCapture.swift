/// A HAR in which nearly every request leaks: batches of events, calls to a dozen vendors, beacons, and between them the app's own
/// data.
struct LeakingCapture {
  private let seed: UInt64
  private var file: GrowingHAR
  private var random: SplitMix64
  private var people = 0
  private var clock = 0

  /// The number of pages that the requests share.
  private static let pages = 20

  /// Writes a capture that is a little larger than `bytes`, and returns a summary.
  static func write(to path: String, bytes: Int, seed: UInt64) throws -> String {
    var capture = try LeakingCapture(path: path, seed: seed)
    while capture.file.size < bytes { try capture.add() }
    try capture.file.close()
    return "\((Double(capture.file.size) / 1e6).formatted(1)) MB, \(capture.file.entries) entries, \(capture.people) people"
  }

  private init(path: String, seed: UInt64) throws {
    self.seed = seed
    random = SplitMix64(seed: seed, stream: -2)
    let pages = (0..<Self.pages).map { Visit(ofStranger: $0, seed: seed).page(after: $0 * 1_000) }
    file = try GrowingHAR(path: path, pages: pages)
  }

  private mutating func add() throws {
    var visit = stranger()
    let load =
      switch random.int(0...9) {
      case 0...3: batch(for: visit, by: .segment)
      case 4: batch(for: visit, by: .rudderstack)
      case 5...6: visit.analytics()
      case 7...8: visit.beacon()
      default: visit.data()
      }
    try file.add(load.entry(clock: clock, page: file.entries % Self.pages, &random))
    clock += random.int(20...900)
  }

  /// A visit of a new person.
  private mutating func stranger() -> Visit {
    defer { people += 1 }
    return Visit(ofStranger: people, seed: seed)
  }

  /// Events of several people in one request, as a proxy of the app forwards them.
  private mutating func batch(for visit: Visit, by library: Visit.Library) -> Load {
    let events = (0..<random.int(2...8)).map { _ in
      var visit = stranger()
      return visit.event(by: library)
    }
    var load = Load(
      kind: .analytics, method: "POST", host: library == .segment ? "api.segment.io" : "acmeforms.dataplane.rudderstack.com",
      path: library == .segment ? "/v1/b" : "/v1/batch", referrer: visit.frame)
    load.body = (
      library == .segment ? "text/plain" : "application/json",
      JSON.object([("batch", .array(events)), ("sentAt", .string(Load.time(clock)))]).text
    )
    load.responseType = "application/json"
    load.content = "{\"success\":true}"
    return load
  }
}
