import Foundation

/// A long session of several people in one app, written as the HAR that a browser would save.
struct Session {
  /// What was written.
  private(set) var bytes = 0
  private(set) var entries = 0
  /// The bytes of the entries of each kind, in the order of `Load.Kind.allCases`.
  private var byKind: [Load.Kind: Int] = [:]

  private var file: FileHandle
  private var writer = JSONWriter()
  private var clock = 0
  private let filler: Filler

  /// What a page weighs, about.
  private static let pageSize = 3_000_000
  /// How much is kept before it goes to the file.
  private static let chunk = 1 << 20

  /// Writes a capture of a little more than so many bytes.
  static func write(to path: String, bytes: Int, seed: UInt64) throws -> Session {
    guard FileManager.default.createFile(atPath: path, contents: nil) else { throw WorkbenchError("\(path) cannot be written") }
    var session = Session(file: try FileHandle(forWritingTo: URL(filePath: path)), filler: Filler(seed: seed))
    let pages = max(1, bytes / pageSize)
    session.open(pages: (0..<pages).map { Visit(index: $0, seed: seed) })
    var index = 0
    while session.size < bytes {
      var visit = Visit(index: index, seed: seed)
      try session.load(&visit, page: min(index, pages - 1), until: bytes)
      index += 1
    }
    session.writer.raw("\n    ]\n  }\n}\n")
    try session.flush()
    try session.file.close()
    return session
  }

  private init(file: FileHandle, filler: Filler) {
    self.file = file
    self.filler = filler
  }

  private var size: Int { bytes + writer.bytes.count }

  /// What stands before the entries: Chrome's name, and the pages with their titles and URLs.
  private mutating func open(pages: [Visit]) {
    writer.raw(
      "{\n  \"log\": {\n    \"version\": \"1.2\",\n    \"creator\": {\n      \"name\": \"WebInspector\",\n      \"version\": \"537.36\"\n    },\n    \"pages\": "
    )
    let listed: [JSON] = pages.map {
      [
        "startedDateTime": .string(Load.time($0.index * 40_000)), "id": "page_\($0.index + 1)", "title": .string($0.frame),
        "pageTimings": ["onContentLoad": .thousandths(812_345 + $0.index), "onLoad": .thousandths(1_912_345 + $0.index)],
      ]
    }
    writer.pretty(.array(listed), level: 2)
    writer.raw(",\n    \"entries\": [\n      ")
  }

  /// Everything that one page loads and sends, until there is enough.
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
    for load in loads where size < limit {
      try add(load.entry(clock: clock, page: page, &visit.random), kind: load.kind)
      clock += visit.random.int(20...900)
    }
  }

  private mutating func add(_ entry: JSON, kind: Load.Kind) throws {
    if entries > 0 { writer.raw(",\n      ") }
    let before = writer.bytes.count
    writer.pretty(entry, level: 3)
    byKind[kind, default: 0] += writer.bytes.count - before
    entries += 1
    if writer.bytes.count >= Self.chunk { try flush() }
  }

  private mutating func flush() throws {
    try file.write(contentsOf: writer.bytes)
    bytes += writer.bytes.count
    writer.bytes.removeAll(keepingCapacity: true)
  }

  /// The size, the entries, and each kind's share of the bytes.
  var summary: String {
    let shares = Load.Kind.allCases.map { kind in "\(kind) \((100 * Double(byKind[kind] ?? 0) / Double(bytes)).formatted(1)) %" }
    return "\((Double(bytes) / 1e6).formatted(1)) MB, \(entries) entries: " + shares.joined(separator: ", ")
  }
}
