import Bytes
package import Captures
import Knowledge

/// The second reading of a redacted capture, by other means than the first: it knows no HAR, no payload and no rule. It takes every JSON
/// string in the bytes and every text that can be decoded out of it, and looks there for the values that were taken out, for names that
/// tell a secret, and for strings that look random.
package struct SecondReading {
  /// Something that is left.
  package struct Leftover: Sendable, Equatable {
    /// How it was noticed.
    package enum Sign: String, Sendable, CaseIterable {
      case copy = "a copy of a value that was taken out"
      case name = "a value whose name says that it is a secret"
      case looks = "a random-looking string"
    }

    package var sign: Sign
    package var value: [UInt8]
    /// The offset of the JSON string in the unpacked file.
    package var offset: Int
  }

  /// What was left alone on purpose.
  package struct Exceptions: Sendable {
    /// Hashes of random-looking strings that stayed, and of their parts.
    fileprivate var spared: Set<Int> = []
    /// Digests of the texts of assets that everybody gets.
    fileprivate var assets: Set<String> = []
    /// The numbers of values of which copies stay in fields that were named to stay.
    var values: Set<Int> = []

    package init() {}

    mutating func spare(_ value: [UInt8]) {
      spared.insert(FlatText.hash(of: value))
      for part in value.split(whereSeparator: { !FlatText.isAtom($0) }) { spared.insert(FlatText.hash(of: Array(part))) }
    }

    mutating func keep(asset digest: String) { assets.insert(digest) }

    func isSpared(_ value: [UInt8]) -> Bool { spared.contains(FlatText.hash(of: value)) }

    func isKept(_ text: [UInt8]) -> Bool { !assets.isEmpty && assets.contains(Digest.hex(Digest.sha256.of(text))) }
  }

  /// More are not listed.
  private static let maximumLeftovers = 10_000

  package private(set) var leftovers: [Leftover] = []
  private let needles: Needles
  private let names: SecretNames
  private let exceptions: Exceptions
  /// Hashes of strings that have been looked at: logs repeat themselves.
  private var seen: Set<Int> = []
  private var noted: Set<[UInt8]> = []
  private var verdicts: [Int: Bool] = [:]

  init(_ entries: [ValueBook.Entry], _ names: SecretNames, _ exceptions: Exceptions) {
    needles = Needles(entries, except: exceptions.values)
    self.names = names
    self.exceptions = exceptions
  }

  // MARK: Files

  /// Reads a file that was written: a capture, an archive of captures, or a body beside one.
  package mutating func read(_ source: consuming ByteSource) throws {
    var source = source
    guard try source.isArchive() else { return try strings(of: source) }
    let archive = try ZipArchive(source)
    for name in archive.names where !EntryName.isFolder(name) {
      let content = try archive.content(name, limit: .max)
      if let content { try strings(of: ByteSource(name: name, bytes: content.bytes)) }
    }
  }

  /// What is left in a text of JSON.
  package mutating func leftovers(in text: [UInt8]) -> [Leftover] {
    (leftovers, seen, noted) = ([], [], [])
    // Bytes in memory can always be read.
    try? strings(of: ByteSource(name: "", bytes: text))
    return leftovers
  }

  private mutating func strings(of source: consuming ByteSource) throws {
    var walker = JSONStrings(source)
    var pair = Pairing()
    while let piece = try walker.next() {
      switch piece.kind {
      case .string: string(piece, &pair)
      case .between: between(piece, &pair)
      }
    }
  }

  // MARK: Strings

  /// What the strings before one say of it: its key, and the name beside it (`{"name": …, "value": …}`).
  private struct Pairing {
    var key: [UInt8] = []
    var label: [UInt8] = []

    /// The name of the string that follows.
    var name: [UInt8] { label.isEmpty || key != Pairing.value ? key : label }
    var isLabel: Bool { key == Pairing.name }
    /// Whether the string that follows may be a body as a capture writes it.
    var isBody: Bool { key == Pairing.text || key == Pairing.data }

    private static let value = Array("value".utf8)
    private static let name = Array("name".utf8)
    private static let text = Array("text".utf8)
    private static let data = Array("data".utf8)
  }

  private mutating func string(_ piece: JSONStrings.Piece, _ pair: inout Pairing) {
    let text = FlatText.unescaped(piece.bytes)
    if piece.isKey {
      pair.key = text
      return look(into: text, piece.offset)
    }
    if pair.isLabel { pair.label = text }
    if 8...4096 ~= text.count, isSecret(pair.name), isSuspicious(text) { note(.name, text, piece.offset) }
    if text.count > 200, exceptions.isKept(piece.bytes) { return copies(in: text, piece.offset) }
    look(into: text, piece.offset, isBody: pair.isBody)
  }

  /// Numbers and punctuation: braces end what names were about.
  private mutating func between(_ piece: JSONStrings.Piece, _ pair: inout Pairing) {
    for byte in piece.bytes {
      if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") { (pair.key, pair.label) = ([], []) }
    }
    if piece.bytes.count >= Needles.shortest { copies(in: piece.bytes, piece.offset, isBetween: true) }
    if piece.bytes.contains(where: { ByteClass.of($0).contains(.letter) }) { look(into: piece.bytes, piece.offset) }
  }

  /// Looks into a text and all that can be decoded out of it; `isBody` says that it may be base64 of a body, which itself looks random.
  private mutating func look(into text: [UInt8], _ offset: Int, isBody: Bool = false) {
    guard text.count >= 4, seen.insert(FlatText.hash(of: text)).inserted else { return }
    if seen.count > 1_000_000 { seen.removeAll() }
    var queue = [(text: text, depth: 0)]
    // What a text unfolds to is bounded by its length: a hostile one unfolds without end.
    var budget = max(1 << 20, text.count * 32)
    while let (text, depth) = queue.popLast() {
      let encodings = FlatText.encodings(of: text)
      copies(in: text, offset)
      named(in: text, offset)
      if !isBody || depth > 0 || !FlatText.isEncoded(text) { random(in: text, encodings, offset) }
      guard depth < Self.maximumDepth else { continue }
      for inner in FlatText.decoded(text, encodings) where inner.count >= 4 && seen.insert(FlatText.hash(of: inner)).inserted {
        budget -= inner.count
        if budget < 0 { return }
        queue.append((inner, depth + 1))
      }
    }
  }

  private static let maximumDepth = 6

  // MARK: Signs

  private mutating func copies(in text: [UInt8], _ offset: Int, isBetween: Bool = false) {
    for value in needles.found(in: text, isBetween: isBetween) { note(.copy, value, offset) }
  }

  private mutating func named(in text: [UInt8], _ offset: Int) {
    for value in FlatText.values(of: text, where: { isSecret($0) }) where isSuspicious(value) { note(.name, value, offset) }
  }

  private mutating func random(in text: [UInt8], _ encodings: [FlatText.Encoding], _ offset: Int) {
    for token in FlatText.tokens(of: text, encodings) where !exceptions.isSpared(token) { note(.looks, token, offset) }
  }

  private mutating func note(_ sign: Leftover.Sign, _ value: [UInt8], _ offset: Int) {
    guard leftovers.count < Self.maximumLeftovers, noted.insert(value).inserted else { return }
    leftovers.append(Leftover(sign: sign, value: value, offset: offset))
  }

  private mutating func isSecret(_ name: some Collection<UInt8>) -> Bool {
    guard 3...64 ~= name.count else { return false }
    let bytes = Array(name)
    if let known = verdicts[FlatText.hash(of: bytes)] { return known }
    if verdicts.count > 100_000 { verdicts.removeAll() }
    let isSecret = names.verdict(of: bytes.span) == .secret
    verdicts[FlatText.hash(of: bytes)] = isSecret
    return isSecret
  }

  /// Whether a value is no word: it mixes letters and digits, and nobody replaced it.
  private func isSuspicious(_ value: [UInt8]) -> Bool {
    guard 8...4096 ~= value.count, !FlatText.holdsPlaceholder(value.span), !exceptions.isSpared(value) else { return false }
    let digits = value.count { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    guard digits > 0, digits < value.count, !value.contains(where: { $0 <= 0x20 || $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: "{") })
    else {
      return false
    }
    // The name of a secret is none, and neither is a URL: what stands in it is looked at by itself.
    return names.verdict(of: value.span) != .secret && Placeholder.origin(of: value.span) == nil
  }
}
