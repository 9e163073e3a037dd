import Bytes

/// Finds strings in a text that look random: keys, tokens, hashes, session IDs.
package struct OpaqueTokens {
  /// A string that looks random.
  package struct Token {
    package var range: Range<Int>
    /// Why it is kept; nil if it is removed.
    package var reason: HarmlessPlaces.Reason?
    /// Whether it is a UUID, which is not a secret by itself.
    package var isUUID = false
  }

  /// Shorter strings are not judged by their appearance.
  static let shortest = 16

  private let places: HarmlessPlaces

  package init(_ places: HarmlessPlaces) {
    self.places = places
  }

  /// The random-looking strings of a text, in order; `isPath` says that it is the path of a URL, whose slashes separate.
  package func tokens(in text: Span<UInt8>, isPath: Bool = false) -> [Token] {
    var tokens: [Token] = []
    var at = 0
    let classes = Self.classes
    while at < text.count {
      guard classes[Int(text[at])] != 0 else {
        at += 1
        continue
      }
      let start = at
      var atom = 0
      var longest = 0
      var isBase64 = false
      while at < text.count, classes[Int(text[at])] != 0 {
        atom = classes[Int(text[at])] == Self.inAtom ? atom + 1 : 0
        longest = max(longest, atom)
        isBase64 = isBase64 || text[at] == UInt8(ascii: "+") || text[at] == UInt8(ascii: "=")
        at += 1
        // An equals sign before something is between a name and its value, and not padding.
        if text[at - 1] == UInt8(ascii: "="), at < text.count, text[at] != UInt8(ascii: "=") { break }
      }
      if at - start >= Self.shortest, longest >= Self.shortest || isBase64 || at - start >= Self.longRun {
        run(start..<at, text, isBase64, isPath, &tokens)
      }
    }
    return tokens
  }

  /// A run of this length may be base64 that slashes split into short pieces.
  private static let longRun = 40

  private static let inAtom: UInt8 = 1
  private static let connects: UInt8 = 2
  private static let classes: [UInt8] = (0...255).map { byte in
    switch UInt8(byte) {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "_"), UInt8(ascii: "-"):
      inAtom
    case UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "+"), UInt8(ascii: "="): connects
    default: 0
    }
  }

  // MARK: A run of such characters

  private func run(_ range: Range<Int>, _ text: Span<UInt8>, _ isBase64: Bool, _ isPath: Bool, _ tokens: inout [Token]) {
    guard !isMedia(before: range.lowerBound, text) else { return }
    let atoms = atoms(of: range, text)
    guard let last = atoms.last else { return }
    // `main.3f2a9c8b.chunk.js`: the name of a file begins after the last slash.
    let isFile = atoms.count > 1 && last.upperBound == range.upperBound && places.isEnding(text.extracting(last))
    let name = isFile ? (text.last(UInt8(ascii: "/"), in: range) ?? range.lowerBound - 1) + 1 : range.upperBound
    let integrity = atoms.first { Self.isIntegrity(text, at: $0.lowerBound) }
    var found: [Token] = []
    var done = range.lowerBound
    for (index, atom) in atoms.enumerated() where atom.lowerBound >= done {
      for part in parts(of: atom, text) {
        var token = part
        if !token.isUUID {
          token.range = widened(part.range, atoms, index, range, text, isBase64 && !isFile, isPath)
          let isIntegrity = integrity.map { $0.lowerBound <= atom.lowerBound } ?? false
          token.reason = isIntegrity ? .integrity : reason(token.range, atom, text, name: name, isFile: isFile)
        }
        guard token.range.lowerBound >= done, !Placeholder.isInside(token.range, of: text), !isHost(token.range, text) else { continue }
        done = token.range.upperBound
        found.append(token)
      }
    }
    if found.isEmpty, !isFile, isRandomTogether(range, atoms, text, isBase64) { found = [Token(range: range)] }
    tokens += found
  }

  private func atoms(of range: Range<Int>, _ text: Span<UInt8>) -> [Range<Int>] {
    var atoms: [Range<Int>] = []
    var start = range.lowerBound
    for at in range.lowerBound...range.upperBound where at == range.upperBound || Self.classes[Int(text[at])] == Self.connects {
      if at > start { atoms.append(start..<at) }
      start = at + 1
    }
    return atoms
  }

  /// The random-looking parts of an atom: all of it, or the parts next to a UUID, and that UUID.
  private func parts(of atom: Range<Int>, _ text: Span<UInt8>) -> [Token] {
    guard atom.count >= Self.shortest || places.isKey(text.extracting(atom)) else { return [] }
    var parts: [Token] = []
    var start = atom.lowerBound
    var at = start
    while at + 36 <= atom.upperBound {
      guard text[at + 8] == UInt8(ascii: "-"), Tokens.isUUID(text.extracting(at..<at + 36)) else {
        at += 1
        continue
      }
      if isRandom(text.extracting(start..<at)) { parts.append(Token(range: start..<at)) }
      parts.append(Token(range: at..<at + 36, isUUID: true))
      at += 36
      start = at
    }
    if isRandom(text.extracting(start..<atom.upperBound)) { parts.append(Token(range: start..<atom.upperBound)) }
    return parts
  }

  private func isRandom(_ text: Span<UInt8>) -> Bool {
    places.isKey(text) || text.count >= Self.shortest && Randomness.isRandom(text)
  }

  /// Base64 that its own slashes and plus signs split into pieces too short to judge.
  private func isRandomTogether(_ range: Range<Int>, _ atoms: [Range<Int>], _ text: Span<UInt8>, _ isBase64: Bool) -> Bool {
    guard range.count >= 20, range.count % 4 == 0 || isBase64, text.first(UInt8(ascii: "."), in: range) == nil else { return false }
    // A path is words between slashes.
    guard isBase64 || atoms.count(where: { isIrregular($0, text) }) * 2 > atoms.count else { return false }
    var joined: [UInt8] = []
    for atom in atoms { for at in atom { joined.append(text[at]) } }
    return joined.count >= Self.shortest && Randomness.isRandom(joined.span)
  }

  /// A token continues after a dot, a plus sign or a slash with something that is not a word: `0.AXkA…`, `eyJ….eyJ….…`, `SG.….…`.
  private func widened(
    _ part: Range<Int>, _ atoms: [Range<Int>], _ index: Int, _ run: Range<Int>, _ text: Span<UInt8>, _ isBase64: Bool, _ isPath: Bool
  ) -> Range<Int> {
    var (low, high) = (part.lowerBound, part.upperBound)
    func mayCross(_ at: Int) -> Bool { text[at] != UInt8(ascii: "=") && (text[at] != UInt8(ascii: "/") || isBase64 && !isPath) }
    if low == atoms[index].lowerBound {
      var at = index
      while at > 0, atoms[at - 1].upperBound + 1 == low, mayCross(low - 1), isIrregular(atoms[at - 1], text) {
        low = atoms[at - 1].lowerBound
        at -= 1
      }
    }
    if high == atoms[index].upperBound {
      var at = index
      while at + 1 < atoms.count, atoms[at + 1].lowerBound == high + 1, mayCross(high), isIrregular(atoms[at + 1], text) {
        high = atoms[at + 1].upperBound
        at += 1
      }
      while high < run.upperBound, text[high] == UInt8(ascii: "="), high - part.upperBound < 3 || text[high - 1] == UInt8(ascii: "=") {
        high += 1
      }
      // An equals sign that is not padding is between a name and its value.
      if high < run.upperBound { while text[high - 1] == UInt8(ascii: "=") { high -= 1 } }
    }
    return low..<high
  }

  /// Whether an atom is not a word: it has a digit, or capitals in the wrong places.
  private func isIrregular(_ atom: Range<Int>, _ text: Span<UInt8>) -> Bool {
    var capitals = 0
    for at in atom {
      let kind = ByteClass.of(text[at])
      if kind.contains(.digit) { return true }
      if at > atom.lowerBound, UInt8(ascii: "A")...UInt8(ascii: "Z") ~= text[at] { capitals += 1 }
    }
    return capitals > 0 && capitals < atom.count
  }

  /// Whether the first label of a host begins here: it names a server, and grants no access.
  private func isHost(_ token: Range<Int>, _ text: Span<UInt8>) -> Bool {
    let start = token.lowerBound
    guard start > 2, token.upperBound < text.count, text[token.upperBound] == UInt8(ascii: ".") else { return false }
    return text[start - 1] == UInt8(ascii: "/") && text[start - 2] == UInt8(ascii: "/") && text[start - 3] == UInt8(ascii: ":")
  }

  // MARK: Why one stays

  private func reason(
    _ token: Range<Int>, _ atom: Range<Int>, _ text: Span<UInt8>, name: Int, isFile: Bool
  ) -> HarmlessPlaces.Reason? {
    if token.lowerBound >= name { return .asset }
    if Self.isBoundary(atom, text) { return .boundary }
    guard isFile, atom.lowerBound > 1, text[atom.lowerBound - 1] == UInt8(ascii: "/") else { return nil }
    let end = atom.lowerBound - 1
    let start = (text.last(UInt8(ascii: "/"), in: 0..<end) ?? -1) + 1
    return places.isFolder(text.extracting(start..<end)) ? .asset : nil
  }

  private static let boundary = Array("boundary".utf8)

  /// Whether a string is the boundary between parts of a body, or is declared as one (RFC 2046 § 5.1.1).
  private static func isBoundary(_ atom: Range<Int>, _ text: Span<UInt8>) -> Bool {
    let end = min(atom.upperBound, atom.lowerBound + 40) - boundary.count
    var at = max(0, atom.lowerBound - 12)
    while at <= end {
      if text[at] | 0x20 == boundary[0], boundary.indices.allSatisfy({ ByteClass.folded(text[at + $0]) == boundary[$0] }) { return true }
      at += 1
    }
    return false
  }

  /// Whether a hash of subresource integrity begins here (W3C SRI § 3.1).
  private static func isIntegrity(_ text: Span<UInt8>, at start: Int) -> Bool {
    guard start + 7 < text.count, text[start] == UInt8(ascii: "s"), text[start + 6] == UInt8(ascii: "-") else { return false }
    return ["sha256-", "sha384-", "sha512-"].contains(String(copying: text.extracting(start..<start + 7)))
  }

  /// Whether base64 of a picture, a font or a sound begins here: `data:image/png;base64,` (RFC 2397).
  private func isMedia(before start: Int, _ text: Span<UInt8>) -> Bool {
    guard start > 12, text[start - 1] == UInt8(ascii: ",") else { return false }
    let head = String(copying: text.extracting(max(0, start - 80)..<start))
    guard head.hasSuffix(";base64,"), let scheme = head.ranges(of: "data:").last else { return false }
    let type = head[scheme.upperBound...]
    return ["image/", "font/", "audio/", "video/", "application/font", "application/x-font", "application/wasm", "text/css"]
      .contains(where: type.hasPrefix)
  }
}
