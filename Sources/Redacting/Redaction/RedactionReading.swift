import Auditing
import Bytes
import Captures
import Detecting
import Knowledge
import Vocabulary

/// The reading of a redaction: every record in order, to the redactor that is this thread's own, or in batches to those on other cores. What
/// comes of the records is handed on in their order, whoever looked into them.
///
/// What later records are judged by, it notes itself, in order, before it hands a record over.
final class RedactionReading {
  /// Takes a record and what came of it.
  typealias Taker = (Record, Span<UInt8>, RedactionBatch.Result) throws -> Void

  private let configuration: Redaction.Configuration
  private let book: RuleBook
  private let secrets: (names: SecretNames, places: HarmlessPlaces)
  var redactor: Redactor
  private var crew: Crew<RedactionBatch>?
  private var bytesRead = 0
  private var batch: RedactionBatch?
  /// The last event of a list, for what stands beside it, and who received it where that was asked.
  private var lastEvent: (record: Record, bytes: [UInt8])?
  private var lastDestination: RecordDestination?

  init(_ configuration: Redaction.Configuration, _ book: RuleBook, _ secrets: (names: SecretNames, places: HarmlessPlaces)) {
    self.configuration = configuration
    self.book = book
    self.secrets = secrets
    redactor = Redactor(book, configuration.choice, secrets, takesValues: true)
  }

  /// A capture as its records go by.
  struct Course {
    var path: String
    var work: RedactionBatch.Work
    var attachments: Attachments
    /// What is remembered of its records.
    var recollection: Recollection?
    /// Takes its bytes as they were, where they are written again.
    var rewriter: CaptureRewriter?
    /// How many records there have been.
    var ordinal = 0
  }

  /// Begins a capture.
  func begin() {
    redactor.begin()
    (lastEvent, lastDestination) = (nil, nil)
  }

  /// Looks into the next record of a capture, or has it looked into.
  func add(_ record: Record, _ bytes: Span<UInt8>, _ course: inout Course, _ take: Taker) throws {
    call(bytes)
    let places = course.recollection?.places(in: course.ordinal)
    course.ordinal += 1
    // Of a capture that is remembered as a whole nothing is looked for that depends on other records.
    let isTold = course.recollection.map { !$0.isWhole } ?? (crew != nil)
    let number = isTold ? tell(record, bytes, course.attachments) : nil
    guard crew != nil, !isForThisThread(record, course.attachments) else { return try redact(record, bytes, number, places, course, take) }
    let batch = batch ?? RedactionBatch(course.work, beside: course.attachments)
    let destination = record.member == nil ? nil : eventDestination()
    self.batch = batch
    batch.append(record, bytes, number: number ?? 0, eventDestination: destination, places)
    course.rewriter?.hold(from: record.origin.offset)
    if record.member == nil { lastDestination = nil }
    guard batch.bytes.count >= configuration.batchBytes else { return }
    handOver(isTold: isTold)
    try finishSome(course, take)
  }

  /// Waits for all that is under way.
  func drain(_ course: Course, _ take: Taker) throws {
    handOver(isTold: course.recollection.map { !$0.isWhole } ?? true)
    while let done = crew?.next() { try finish(done, course, take) }
  }

  /// Forgets what is under way: the reading has failed.
  func abandon() {
    batch = nil
    while crew?.next() != nil {}
  }

  // MARK: Here

  /// Looks into a record on this thread.
  private func redact(
    _ record: Record, _ bytes: Span<UInt8>, _ number: Int?, _ places: ArraySlice<Recollection.Place>?, _ course: Course, _ take: Taker
  ) throws {
    if crew != nil { handOver(isTold: number != nil) }
    let batch = RedactionBatch(course.work, beside: course.attachments)
    batch.append(record, bytes, number: number, eventDestination: nil, places)
    redactor.run(batch)
    guard let crew else { return try finish(batch, course, take) }
    course.rewriter?.hold(from: record.origin.offset)
    crew.note(batch)
    try finishSome(course, take)
  }

  /// Whether a record is looked into by the thread that reads: one with a body that has to be fetched from an archive, which is read in one
  /// place.
  private func isForThisThread(_ record: Record, _ attachments: Attachments) -> Bool {
    guard case .archive = attachments, case .exchange(let exchange) = record.content else { return false }
    return exchange.requestBody?.attachment != nil || exchange.responseBody?.attachment != nil
  }

  // MARK: Elsewhere

  /// Calls others when there is work for them.
  private func call(_ bytes: Span<UInt8>) {
    bytesRead += bytes.count
    guard crew == nil, configuration.jobs > 1, bytesRead > configuration.aloneBytes else { return }
    let (book, choice, secrets) = (book, configuration.choice, secrets)
    let crew = Crew<RedactionBatch>(count: configuration.jobs) { queue in
      var redactor = Redactor(book, choice, secrets, takesValues: false)
      queue.each { redactor.run($0) }
    }
    if !crew.isEmpty { self.crew = crew }
  }

  /// Notes what a record says that others are judged by.
  /// - Returns: The number by which the witness knows it.
  private func tell(_ record: Record, _ bytes: Span<UInt8>, _ attachments: Attachments) -> Int {
    guard case .exchange(let exchange) = record.content else { return redactor.scanner.tell(record, nil, bytes) }
    return redactor.scanner.tell(record, redactor.scanner.note(exchange, bytes), bytes, beside: attachments)
  }

  /// Hands the batch at hand over.
  private func handOver(isTold: Bool) {
    guard let crew, let batch else { return }
    self.batch = nil
    batch.witness = isTold ? redactor.scanner.witness : redactor.scanner.witness.emptied
    if let last = batch.lastEvent { (lastEvent, lastDestination) = (last, nil) }
    crew.hand(over: batch)
  }

  /// Who received the events of the list that the record at hand stands beside; nil before the first.
  private func eventDestination() -> RecordDestination? {
    if let known = lastDestination { return known }
    guard let (record, bytes) = batch?.lastEvent ?? lastEvent else { return redactor.scanner.eventDestination }
    lastDestination = redactor.scanner.receiver(of: record, bytes.span)
    return lastDestination
  }

  /// Hands on what has come back, where much is under way.
  private func finishSome(_ course: Course, _ take: Taker) throws {
    while let crew, crew.isFull, let done = crew.next() { try finish(done, course, take) }
  }

  /// Hands on what came of the records of a batch.
  private func finish(_ batch: RedactionBatch, _ course: Course, _ take: Taker) throws {
    redactor.plan.values.reserve(batch.taken)
    let text = batch.bytes
    for (task, result) in zip(batch.tasks, batch.results) {
      let bytes = text.span.extracting(task.range)
      do {
        try take(task.record, bytes, settled(result, task, bytes, batch.attachments))
      } catch {
        throw Redaction.Refusal.of(course.path, task.record.index, error)
      }
    }
    if let crew { course.rewriter?.settle(upTo: crew.oldest?.offset ?? self.batch?.offset) }
  }

  /// What came of a record; where a value turned up that was not known, it is looked into once more, here, where values are taken in.
  private func settled(_ result: RedactionBatch.Result, _ task: RedactionBatch.Task, _ bytes: Span<UInt8>, _ attachments: Attachments)
    throws -> RedactionBatch.Result
  {
    guard case .failure(let error) = result else { return result }
    guard case .unknownValue? = error as? Redactor.RecordRefusal else { throw error }
    return .outcome(try redactor.redact(task.record, bytes, beside: attachments, number: task.number, task.places))
  }
}
