/// A long session of several people in one app, written as the HAR that a browser would save.
struct Session {
  /// The bytes of the entries of each kind.
  private var byKind: [Load.Kind: Int] = [:]

  private var file: GrowingHAR
  private var clock = 0
  private let filler: Filler

  /// The approximate size of a page.
  private static let pageSize = 3_000_000

  /// Writes a capture that is a little larger than `bytes`.
  static func write(to path: String, bytes: Int, seed: UInt64) throws -> Session {
    let pages = max(1, bytes / pageSize)
    let listed = (0..<pages).map { Visit(index: $0, seed: seed).page(after: $0 * 40_000) }
    var session = Session(file: try GrowingHAR(path: path, pages: listed), filler: Filler(seed: seed))
    var index = 0
    while session.file.size < bytes {
      var visit = Visit(index: index, seed: seed)
      try session.load(&visit, page: min(index, pages - 1), until: bytes)
      index += 1
    }
    try session.file.close()
    return session
  }

  private init(file: GrowingHAR, filler: Filler) {
    self.file = file
    self.filler = filler
  }

  /// Everything that one page loads and sends, up to the limit.
  private mutating func load(_ visit: inout Visit, page: Int, until limit: Int) throws {
    var loads = [visit.document(filler, framed: false), visit.document(filler, framed: true)]
    loads += (0..<3).map { _ in visit.stylesheet(filler) }
    loads += (0..<12).map { _ in visit.script(filler) }
    loads += (0..<2).map { _ in visit.font(filler) }
    for round in 0..<14 {
      loads.append(visit.data())
      let call = visit.analytics()
      if round.isMultiple(of: 3) { loads.append(visit.preflight(of: call)) }
      loads += [call, visit.analytics()]
      if !round.isMultiple(of: 4) { loads.append(visit.image(filler)) }
      if round.isMultiple(of: 4) { loads.append(visit.script(filler)) }
    }
    for load in loads where file.size < limit {
      byKind[load.kind, default: 0] += try file.add(load.entry(clock: clock, page: page, &visit.random))
      clock += visit.random.int(20...900)
    }
  }

  /// The size, the entries, and each kind's share of the bytes.
  var summary: String {
    let shares = Load.Kind.allCases.map { kind in "\(kind) \((100 * Double(byKind[kind] ?? 0) / Double(file.size)).formatted(1)) %" }
    return "\((Double(file.size) / 1e6).formatted(1)) MB, \(file.entries) entries: " + shares.joined(separator: ", ")
  }
}
