import Bytes
import Knowledge

/// Searches texts for leftovers: copies of values, values whose name is that of a secret, and strings that look random.
struct TextReader {
  let needles: Needles
  let names: SecretNames
  let exceptions: SecondReading.Exceptions
  /// Hashes of texts that have been searched, because logs repeat themselves.
  private var seen: Set<Int> = []
  private var verdicts: [Int: Bool] = [:]
  private var found: [SecondReading.Leftover] = []

  /// The maximum number of hashes.
  private static let maximumSeen = 200_000

  init(needles: Needles, names: SecretNames, exceptions: SecondReading.Exceptions) {
    self.needles = needles
    self.names = names
    self.exceptions = exceptions
  }

  /// Forgets which texts have been searched.
  mutating func forget() { seen = [] }

  /// Reads the texts of a batch.
  mutating func read(_ batch: TextBatch) {
    found = []
    for text in batch.texts { read(Array(batch.bytes[text.range]), text) }
    batch.leftovers = found
  }

  private mutating func read(_ raw: [UInt8], _ text: TextBatch.Text) {
    switch text.reading {
    case .key: look(into: FlatText.unescaped(raw), text.offset)
    case .value(let isNamed, let isBody):
      let value = FlatText.unescaped(raw)
      if isNamed, value.count <= 4096, isSuspicious(value) { note(.name, value, text.offset) }
      if value.count > 200, exceptions.isKept(raw) { return copies(in: value, text.offset) }
      look(into: value, text.offset, isBody: isBody)
    case .between:
      if raw.count >= Needles.shortest { copies(in: raw, text.offset, isBetween: true) }
      if raw.contains(where: { ByteClass.of($0).contains(.letter) }) { look(into: raw, text.offset) }
    }
  }

  /// Searches a text and everything that can be decoded from it; `isBody` says that it may be base64 of a body, which looks random
  /// itself.
  private mutating func look(into text: [UInt8], _ offset: Int, isBody: Bool = false) {
    guard text.count >= 4, seen.insert(FlatText.hash(of: text)).inserted else { return }
    if seen.count > Self.maximumSeen { seen.removeAll() }
    var queue = [(text: text, depth: 0)]
    // The decoded size is limited by the length of the text, because a hostile text can unfold without end.
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

  private mutating func note(_ sign: SecondReading.Leftover.Sign, _ value: [UInt8], _ offset: Int) {
    found.append(SecondReading.Leftover(sign: sign, value: value, offset: offset))
  }

  /// Whether a name is that of a secret.
  mutating func isSecret(_ name: some Collection<UInt8>) -> Bool {
    guard 3...64 ~= name.count else { return false }
    let bytes = Array(name)
    if let known = verdicts[FlatText.hash(of: bytes)] { return known }
    if verdicts.count > 100_000 { verdicts.removeAll() }
    let isSecret = names.verdict(of: bytes.span) == .secret
    verdicts[FlatText.hash(of: bytes)] = isSecret
    return isSecret
  }

  /// Whether a value is not a word: it mixes letters and digits, and is not a placeholder.
  private func isSuspicious(_ value: [UInt8]) -> Bool {
    guard 8...4096 ~= value.count, !FlatText.holdsPlaceholder(value.span), !exceptions.isSpared(value) else { return false }
    let digits = value.count { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    guard digits > 0, digits < value.count, !value.contains(where: { $0 <= 0x20 || $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: "{") })
    else { return false }
    // The name of a secret is not a secret, and neither is a URL, whose parts are searched separately.
    return names.verdict(of: value.span) != .secret && Placeholder.origin(of: value.span) == nil
  }
}
