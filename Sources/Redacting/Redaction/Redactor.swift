import Auditing
import Bytes
import Captures
import Detecting
import Knowledge
import Payloads
import Vocabulary

/// Removes values from records: collects them in a first reading, and replaces them with placeholders in a second.
struct Redactor: ~Copyable {
  /// Why a record cannot be redacted.
  enum RecordRefusal: Error {
    /// A part of it could not be examined, and could not be removed as a whole either.
    case unexaminable
    /// After several rounds there was still something to remove.
    case didNotConverge
    /// It contains a value that was not collected, which only one thread may do.
    case unknownValue
  }

  /// The result of redacting a record.
  struct Outcome {
    /// The destination of the record before any change.
    var recordDestination: RecordDestination?
    /// The edits of the given bytes, in order.
    var edits: [Edit] = []
    /// The attached files that changed, by their name in the record.
    var files: [String: [UInt8]] = [:]
    /// The removed values, once for each place.
    var removed: [Int] = []
    /// How many texts were removed as a whole because they could not be examined.
    var unexamined = 0
    /// Random-looking strings that are kept, each with its reason.
    var spared: [(reason: HarmlessPlaces.Reason, value: [UInt8])] = []
    /// The number of fields that are kept, and the values of which a copy remains in one of them.
    var keptFields = 0
    var keptValues: Set<Int> = []
    /// The response's body, if it is an asset that everyone gets and is unchanged.
    var keptAsset: PublicAsset?
  }

  /// A script, a style, a picture or a font that everyone gets, and that was not searched.
  struct PublicAsset {
    var host: String
    /// The SHA-256 of its text in the capture, in hex.
    var digest: String
  }

  /// A record is processed again until nothing is left in it, at most so many times.
  private static let maximumRounds = 6

  let removalFinder: RemovalFinder
  var scanner: RecordScanner
  /// The destination of the current record before any change.
  private var recordDestination: RecordDestination?
  /// The values to remove.
  var plan = RedactionPlan()
  /// Whether values may be added: only by one thread, or their numbers would depend on timing.
  let takesValues: Bool

  init(_ book: RuleBook, _ choice: RedactionChoice, _ secrets: (names: SecretNames, places: HarmlessPlaces), takesValues: Bool) {
    self.takesValues = takesValues
    scanner = RecordScanner(book, coverage: .everything, isThorough: true)
    removalFinder = RemovalFinder(book, choice, scanner.recogniser, scanner.paths, secrets)
  }

  /// Begins a capture.
  mutating func begin() { scanner.begin(keepsKnown: true) }

  /// Whether what a rule finds is removed.
  func removes(_ rule: Rule) -> Bool { removalFinder.choice.removes(rule) }

  /// Whether each node of a payload was sent.
  func isSent(_ payload: borrowing Payload) -> [Bool] { removalFinder.standings(payload).map { $0 == .sent } }

  // MARK: The first reading

  /// What to collect from a record. `number` is that of a record that the witness already knows.
  mutating func sighting(in record: borrowing Record, _ bytes: Span<UInt8>, beside attachments: Attachments, number: Int?) -> Sighting {
    let view = look(at: record, bytes, beside: attachments, number: number)
    var sighting = Sighting()
    for removal in view.removals {
      scanner.unwrapper.payload.withBytes(of: scanner.unwrapper.payload.fields[removal.field].layer, record: bytes) {
        sighting.add(removal, $0.extracting(removal.range))
      }
    }
    for spared in view.spared {
      scanner.unwrapper.payload.withBytes(of: scanner.unwrapper.payload.fields[spared.field].layer, record: bytes) {
        sighting.add(spared, $0.extracting(spared.range))
      }
    }
    return sighting
  }

  /// Whether a text is JSON, whose values are inside strings that are fields of their own.
  func isStructure(_ field: Payload.Field, _ text: Span<UInt8>) -> Bool {
    field.role == .container && text.count > 0 && (text[0] == UInt8(ascii: "{") || text[0] == UInt8(ascii: "["))
  }

  /// Notes the placeholders in the current record, and which digests it may contain.
  func note(_ record: Span<UInt8>, in batch: RedactionBatch) {
    for field in scanner.unwrapper.payload.fields {
      scanner.unwrapper.payload.withBytes(of: field.layer, record: record) { bytes in
        let text = bytes.extracting(field.range)
        ValueBook.note(text, &batch.taken)
        if !isStructure(field, text) { batch.traces.note(text) }
      }
    }
  }

  /// Unwraps a record, and finds what to remove by rules and places. In a later round the host may be a placeholder, so the
  /// destination is kept.
  private mutating func look(
    at record: borrowing Record, _ bytes: Span<UInt8>, beside attachments: Attachments, number: Int?,
    recordDestination known: RecordDestination? = nil
  ) -> RemovalFinder.View {
    let found =
      if let number { scanner.detections(in: record, bytes, number: number, beside: attachments, receivedBy: known) } else {
        scanner.detections(in: record, bytes, beside: attachments, receivedBy: known)
      }
    if known == nil { recordDestination = found.recordDestination }
    return removalFinder.view(
      of: scanner.unwrapper.payload, found, removalFinder.surroundings(of: record, found.recordDestination, bytes), record: bytes)
  }

  // MARK: The second reading

  /// The edits of a record that are needed so that processing it again changes nothing. This is tried at once, so the output is
  /// stable.
  ///
  /// `places` is what is remembered of it from the first reading; without that it is searched again.
  mutating func redact(
    _ record: borrowing Record, _ bytes: Span<UInt8>, beside attachments: Attachments, number: Int?,
    _ places: ArraySlice<Recollection.Place>? = nil
  ) throws -> Outcome {
    removalFinder.begin()
    var outcome: Outcome
    if let places {
      outcome = try recalledRound(record, bytes, attachments, places)
    } else {
      let view = look(at: record, bytes, beside: attachments, number: number)
      outcome = try round(record, bytes, view)
    }
    outcome.recordDestination = recordDestination
    guard !outcome.edits.isEmpty || !outcome.files.isEmpty else { return outcome }
    let (number, recordDestination) = (scanner.number, recordDestination)
    var text = outcome.edits.applied(to: bytes)
    var written = try record.read(again: text.span, after: outcome.edits)
    for _ in 1..<Self.maximumRounds {
      let view = look(
        at: written, text.span, beside: .edited(attachments, outcome.files), number: number, recordDestination: recordDestination)
      let next = try round(written, text.span, view)
      if next.edits.isEmpty, next.files.isEmpty { return outcome }
      // A member next to a list shares its bytes with its neighbours, and cannot be replaced as a whole.
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

  /// A round without searching by rules, names and appearance: these are remembered, and copies are searched for.
  private mutating func recalledRound(
    _ record: borrowing Record, _ bytes: Span<UInt8>, _ attachments: Attachments, _ places: ArraySlice<Recollection.Place>
  ) throws -> Outcome {
    let received = scanner.destination(of: record, bytes, beside: attachments)
    recordDestination = received
    var view = RemovalFinder.View()
    view.isPublicAsset = removalFinder.surroundings(of: record, received, bytes).isPublicAsset
    var marks: [Mark] = []
    for place in places {
      let isAsset = place.mayBeAsset && isAsset(place.number, place.range, bytes)
      switch place.fate {
      case .goes(let value) where !isAsset: marks.append(mark(place.number, place.range, value: Int(value), bytes))
      case .goes: view.spared.append(Spared(reason: .asset, field: place.number, range: place.range))
      case .stays(let reason): view.spared.append(Spared(reason: isAsset ? .asset : reason, field: place.number, range: place.range))
      }
    }
    return try outcome(of: record, bytes, view, &marks)
  }

  private mutating func round(_ record: borrowing Record, _ bytes: Span<UInt8>, _ view: RemovalFinder.View) throws -> Outcome {
    var view = view
    var marks: [Mark] = []
    for removal in view.removals {
      if removal.mayBeAsset, isAsset(removal.field, removal.range, bytes) {
        view.spared.append(Spared(reason: .asset, field: removal.field, range: removal.range))
      } else {
        marks.append(try mark(removal, bytes))
      }
    }
    for at in view.spared.indices where view.spared[at].mayBeAsset && isAsset(view.spared[at].field, view.spared[at].range, bytes) {
      view.spared[at].reason = .asset
    }
    return try outcome(of: record, bytes, view, &marks)
  }

  private mutating func outcome(of record: borrowing Record, _ bytes: Span<UInt8>, _ view: RemovalFinder.View, _ marks: inout [Mark]) throws
    -> Outcome
  {
    var outcome = Outcome()
    copies(bytes, view.keptFields, &marks)
    note(view, record, bytes, &outcome)
    var splicer = Splicer(layers: scanner.unwrapper.payload.layers.count)
    for mark in marks { splice(mark, bytes, &splicer) }
    outcome.unexamined = try removeUnexamined(record, bytes, &splicer)
    if removalFinder.choice.dropsBodies { dropBody(record, &splicer) }
    guard splicer.edits.contains(where: { !$0.isEmpty }) else { return outcome }
    settle(bytes, marks)
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
}
