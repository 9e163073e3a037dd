import Auditing
import Bytes
import Captures
import Knowledge
import Payloads
import Vocabulary

/// Takes values out of records: collects them in a first reading, and puts placeholders in their place in a second.
struct Redactor: ~Copyable {
  /// Why a record cannot be redacted.
  enum RecordRefusal: Error {
    /// Something of it could be seen in no way, and could not be taken out whole either.
    case unexaminable
    /// After several rounds there was still something to take out.
    case didNotConverge
  }

  /// What became of a record.
  struct Outcome {
    /// The edits of the bytes that were handed over, in order.
    var edits: [Edit] = []
    /// The files beside the record that changed, by the name it has for them.
    var files: [String: [UInt8]] = [:]
    /// The values that went, once for each place.
    var removed: [Int] = []
    /// How many texts went whole because they could not be examined.
    var unexamined = 0
    /// What looks random and stays, each with its reason.
    var spared: [(reason: HarmlessPlaces.Reason, value: [UInt8])] = []
    /// The fields that were named to stay, and the values of which a copy stays in one of them.
    var keptFields = 0
    var keptValues: Set<Int> = []
    /// Whether the response's body is an asset that everybody gets, and stayed as it was.
    var keptAsset: PublicAsset?
  }

  /// A script, a style, a picture or a font that everybody gets, and was not looked into.
  struct PublicAsset {
    var host: String
    /// The SHA-256 of its text in the capture, in hex digits.
    var digest: String
  }

  /// A record is gone over again until nothing is left in it, at most so often.
  private static let maximumRounds = 6

  let removalFinder: RemovalFinder
  var scanner: RecordScanner
  /// Who received the record that was looked at last, as it was before anything changed in it.
  private(set) var recordDestination: RecordDestination?
  var search = ValueSearch([])
  private(set) var values: ValueBook

  init(
    _ book: RuleBook, _ choice: RedactionChoice, _ values: ValueBook, _ secrets: (names: SecretNames, places: HarmlessPlaces)
  ) {
    self.values = values
    scanner = RecordScanner(book, coverage: .everything, isThorough: true)
    removalFinder = RemovalFinder(book, choice, scanner.recogniser, scanner.paths, secrets)
  }

  /// Begins a capture.
  mutating func begin() { scanner.begin() }

  /// Whether what a rule finds is taken out.
  func removes(_ rule: Rule) -> Bool { removalFinder.choice.removes(rule) }

  /// Whether each node of a payload was sent.
  func isSent(_ payload: borrowing Payload) -> [Bool] { removalFinder.standings(payload).map { $0 == .sent } }

  // MARK: The first reading

  /// Takes in the values of a record.
  mutating func collect(_ record: borrowing Record, _ bytes: Span<UInt8>, beside attachments: Attachments) throws {
    let view = look(at: record, bytes, beside: attachments)
    for removal in view.removals { _ = try add(removal, bytes) }
    for (reason, field, range) in view.spared where reason == .asset && range.count <= 64 {
      let layer = scanner.unwrapper.payload.fields[field].layer
      removalFinder.assets.insert(scanner.unwrapper.payload.withBytes(of: layer, record: bytes) { Array(copying: $0.extracting(range)) })
    }
    for field in scanner.unwrapper.payload.fields {
      scanner.unwrapper.payload.withBytes(of: field.layer, record: bytes) { values.reserve($0.extracting(field.range)) }
    }
  }

  /// Ends the first reading: from here on every value keeps its placeholder.
  mutating func seal() {
    values.spare(removalFinder.assets)
    values.number()
    search = ValueSearch(values.entries)
  }

  /// Takes in values that were found only in what had been written.
  mutating func add(leftovers: [[UInt8]]) throws {
    for value in leftovers { try values.add(value.span, kind: .secret, category: .credential) }
    seal()
  }

  /// Unwraps a record, and finds what rules and places say of it.
  /// In a later round a host may be a placeholder, and the destination is who it was.
  private mutating func look(
    at record: borrowing Record, _ bytes: Span<UInt8>, beside attachments: Attachments, recordDestination known: RecordDestination? = nil
  ) -> RemovalFinder.View {
    let found = scanner.detections(in: record, bytes, beside: attachments, receivedBy: known)
    if known == nil { recordDestination = found.recordDestination }
    return removalFinder.view(
      of: scanner.unwrapper.payload, found, removalFinder.surroundings(of: record, found.recordDestination, bytes), record: bytes)
  }

  private mutating func add(_ removal: Removal, _ bytes: Span<UInt8>) throws -> Mark {
    let field = scanner.unwrapper.payload.fields[removal.field]
    var isNumber = field.kind == .number
    let number = try scanner.unwrapper.payload.withBytes(of: field.layer, record: bytes) {
      let value = $0.extracting(removal.range)
      isNumber = isNumber && Self.isNumeral($0.extracting(field.range))
      for part in TitleParts.content(of: value, kind: removal.kind) {
        try values.add(value.extracting(part), kind: removal.kind, category: removal.category)
      }
      // What a script or a text within a text escapes, stands elsewhere as it is.
      if removal.category == .credential, value.first(UInt8(ascii: "\\"), in: 0..<value.count) != nil {
        try values.add(JSONEscapes.decoded(value).span, kind: removal.kind, category: removal.category, seeksCopies: removal.seeksCopies)
      }
      return try values.add(value, kind: removal.kind, category: removal.category, seeksCopies: removal.seeksCopies)
    }
    return Mark(layer: field.layer, range: isNumber ? field.range : removal.range, value: number, isNumber: isNumber)
  }

  // MARK: The second reading

  /// What has to change in a record so that going over it once more changes nothing. That is tried at once: where nothing has to change, what
  /// is written is what was read, of which the same would be said again.
  mutating func redact(_ record: borrowing Record, _ bytes: Span<UInt8>, beside attachments: Attachments) throws -> Outcome {
    var outcome = try round(record, bytes, attachments)
    guard !outcome.edits.isEmpty || !outcome.files.isEmpty else { return outcome }
    var text = outcome.edits.applied(to: bytes)
    var written = try record.read(again: text.span, after: outcome.edits)
    for _ in 1..<Self.maximumRounds {
      let next = try round(written, text.span, .edited(attachments, outcome.files), recordDestination: recordDestination)
      if next.edits.isEmpty, next.files.isEmpty { return outcome }
      // What stands beside a list shares its bytes with its neighbours, and cannot be replaced as a whole.
      guard record.member == nil else { break }
      let further = next.edits.applied(to: text.span)
      written = try written.read(again: further.span, after: next.edits)
      text = further
      outcome.edits = [Edit(range: 0..<bytes.count, bytes: further)]
      outcome.files.merge(next.files) { $1 }
      outcome.removed += next.removed
      outcome.unexamined += next.unexamined
    }
    throw RecordRefusal.didNotConverge
  }

  private mutating func round(
    _ record: borrowing Record, _ bytes: Span<UInt8>, _ attachments: Attachments, recordDestination: RecordDestination? = nil
  ) throws -> Outcome {
    var outcome = Outcome()
    var marks: [Mark] = []
    let view = look(at: record, bytes, beside: attachments, recordDestination: recordDestination)
    for removal in view.removals { marks.append(try add(removal, bytes)) }
    copies(bytes, view.keptFields, &marks)
    note(view, record, bytes, &outcome)
    var splicer = Splicer(layers: scanner.unwrapper.payload.layers.count)
    for mark in marks { splice(mark, bytes, &splicer) }
    outcome.unexamined = try removeUnexamined(record, bytes, &splicer)
    if removalFinder.choice.dropsBodies { dropBody(record, &splicer) }
    guard splicer.edits.contains(where: { !$0.isEmpty }) else { return outcome }
    outcome.edits = splicer.splice(scanner.unwrapper.payload, record: bytes)
    outcome.removed = splicer.removed
    if case .exchange(let exchange) = record.content {
      let sizes = BodySizes(exchange, record.range, bytes)
      outcome.edits = (outcome.edits + sizes.edits(splicer, scanner.unwrapper.payload, outcome.edits, bytes)).merged()
    }
    for file in splicer.files {
      outcome.files[String(copying: bytes.extracting(scanner.unwrapper.payload.layers[file.layer].place))] = file.bytes
    }
    return outcome
  }

  /// Whether a text holds a copy of a value, short words of content apart, which keys may be.
  func holdsValue(_ text: [UInt8]) -> Bool {
    search.matches(in: text.span).contains { match in
      values.entries[match.entry].isDistinctiveAmongNames && !Placeholder.isInside(match.range, of: text.span)
    }
  }

  /// Marks the copies of values, wherever they stand.
  private func copies(_ bytes: Span<UInt8>, _ keptFields: Set<Int>, _ marks: inout [Mark]) {
    let payload = scanner.unwrapper.payload
    for (number, field) in payload.fields.enumerated() where field.kind == .string || field.kind == .number {
      if keptFields.contains(number) { continue }
      payload.withBytes(of: field.layer, record: bytes) { layer in
        let text = layer.extracting(field.range)
        // Inside of JSON a value stands in a string.
        if field.role == .container, text.count > 0, [UInt8(ascii: "{"), UInt8(ascii: "[")].contains(text[0]) { return }
        let isNumber = field.kind == .number && Self.isNumeral(text)
        for match in search.matches(in: text) where !Placeholder.isInside(match.range, of: text) {
          if isNumber, match.range != 0..<text.count || Placeholder.isRedacted(text) { continue }
          if field.role == .unread, !values.entries[match.entry].isDistinctiveAmongNames || FormatWords.contains(text) { continue }
          // What was decoded is edited inside, and not as a whole.
          if match.widening != .none, !field.isLeaf, !field.isUnread { continue }
          let found = Self.widened(match, in: text)
          let range = found.lowerBound + field.range.lowerBound..<found.upperBound + field.range.lowerBound
          if match.widening != .none, payload.isDecoded(range, of: field.layer) { continue }
          marks.append(Mark(layer: field.layer, range: range, value: match.entry, isNumber: isNumber))
        }
      }
    }
  }

  /// A copy with what goes along: the rest of an encoded text, which cannot be decoded any more, and of a token that is cut short.
  private static func widened(_ match: ValueSearch.Match, in text: Span<UInt8>) -> Range<Int> {
    let goesAlong: (UInt8) -> Bool
    switch match.widening {
    // A slash may be that of a path, and what stands behind it holds nothing of the value.
    case .base64: goesAlong = { ByteClass.of($0).contains(.base64) && $0 != UInt8(ascii: "/") }
    case .hex: goesAlong = { ByteClass.of($0).contains(.hex) }
    case .none:
      guard match.isCut, ByteClass.isWord(text[match.range.upperBound - 1]) else { return match.range }
      goesAlong = { ByteClass.isWord($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
    }
    var (low, high) = (match.range.lowerBound, match.range.upperBound)
    if match.widening != .none { while low > 0, goesAlong(text[low - 1]) { low -= 1 } }
    while high < text.count, goesAlong(text[high]) { high += 1 }
    return low..<high
  }

  /// Whether a JSON value that is no string is a number; captures also hold `NaN` and worse.
  private static func isNumeral(_ text: Span<UInt8>) -> Bool {
    text.count > 0 && (ByteClass.of(text[0]).contains(.digit) || text[0] == UInt8(ascii: "-"))
  }

  private func splice(_ mark: Mark, _ bytes: Span<UInt8>, _ splicer: inout Splicer) {
    let placeholder = values.entries[mark.value].placeholder
    guard !mark.isNumber else {
      return splicer.add(Edit(range: mark.range, bytes: Array(placeholder.numeral.utf8), value: mark.value), to: mark.layer)
    }
    let core = scanner.unwrapper.payload.withBytes(of: mark.layer, record: bytes) { Placeholder.core(of: $0.extracting(mark.range)) }
    let range = core.lowerBound + mark.range.lowerBound..<core.upperBound + mark.range.lowerBound
    splicer.add(Edit(range: range, bytes: Array(placeholder.text.utf8), value: mark.value), to: mark.layer)
  }
}
