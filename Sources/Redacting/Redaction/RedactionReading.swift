import Auditing
import Bytes
import Captures
import Detecting
import Knowledge
import Vocabulary

/// Reads the records of a redaction in order, and gives them to this thread's own redactor, or in batches to those on other cores.
/// Results are delivered in the order of the records.
///
/// It notes itself, in order, what later records are judged by, before it submits a record.
final class RedactionReading {
  /// Takes a record and its result.
  typealias Taker = (Record, Span<UInt8>, RedactionBatch.Result) throws -> Void

  private let configuration: Redaction.Configuration
  private let book: RuleBook
  private let secrets: (names: SecretNames, places: HarmlessPlaces)
  var redactor: Redactor
  private var crew: Crew<RedactionBatch>?
  private var bytesRead = 0
  private var batch: RedactionBatch?
  /// The last event of a list, for the members around the list, and its destination once that was needed.
  private var lastEvent: (record: Record, bytes: [UInt8])?
  private var lastDestination: RecordDestination?

  init(_ configuration: Redaction.Configuration, _ book: RuleBook, _ secrets: (names: SecretNames, places: HarmlessPlaces)) {
    self.configuration = configuration
    self.book = book
    self.secrets = secrets
    redactor = Redactor(book, configuration.choice, secrets, takesValues: true)
  }

  /// A capture while its records are read.
  struct Course {
    var path: String
    var work: RedactionBatch.Work
    var attachments: Attachments
    /// What is remembered of its records.
    var recollection: Recollection?
    /// Takes its original bytes, if they are written again.
    var rewriter: CaptureRewriter?
    /// The number of records so far.
    var ordinal = 0
  }

  /// Begins a capture.
  func begin() {
    redactor.begin()
    (lastEvent, lastDestination) = (nil, nil)
  }

  /// Redacts the next record of a capture, or submits it.
  func add(_ record: Record, _ bytes: Span<UInt8>, _ course: inout Course, _ take: Taker) throws {
    call(bytes)
    let places = course.recollection?.places(in: course.ordinal)
    course.ordinal += 1
    // A completely remembered capture needs nothing that depends on other records.
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
    submitBatch(isTold: isTold)
    try finishSome(course, take)
  }

  /// Waits for all batches under way.
  func drain(_ course: Course, _ take: Taker) throws {
    submitBatch(isTold: course.recollection.map { !$0.isWhole } ?? true)
    while let done = crew?.next() { try finish(done, course, take) }
  }

  /// Drops all batches under way, after reading has failed.
  func abandon() {
    batch = nil
    while crew?.next() != nil {}
  }

  // MARK: Here

  /// Redacts a record on this thread.
  private func redact(
    _ record: Record, _ bytes: Span<UInt8>, _ number: Int?, _ places: ArraySlice<Recollection.Place>?, _ course: Course, _ take: Taker
  ) throws {
    if crew != nil { submitBatch(isTold: number != nil) }
    let batch = RedactionBatch(course.work, beside: course.attachments)
    batch.append(record, bytes, number: number, eventDestination: nil, places)
    redactor.run(batch)
    guard let crew else {
      redactor.scanner.forgetEarlierRecords()
      return try finish(batch, course, take)
    }
    course.rewriter?.hold(from: record.origin.offset)
    crew.note(batch)
    try finishSome(course, take)
  }

  /// Whether the reading thread must redact a record: its body is in an archive, which only this thread reads.
  private func isForThisThread(_ record: Record, _ attachments: Attachments) -> Bool {
    guard case .archive = attachments, case .exchange(let exchange) = record.content else { return false }
    return exchange.requestBody?.attachment != nil || exchange.responseBody?.attachment != nil
  }

  // MARK: Elsewhere

  /// Starts workers once there is enough work.
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

  /// Informs the witness about a record.
  /// - Returns: The record's number for the witness.
  private func tell(_ record: Record, _ bytes: Span<UInt8>, _ attachments: Attachments) -> Int {
    guard case .exchange(let exchange) = record.content else { return redactor.scanner.tell(record, nil, bytes) }
    return redactor.scanner.tell(record, redactor.scanner.note(exchange, bytes), bytes, beside: attachments)
  }

  /// Submits the current batch.
  private func submitBatch(isTold: Bool) {
    guard let crew, let batch else { return }
    self.batch = nil
    batch.witness = isTold ? redactor.scanner.witness : redactor.scanner.witness.emptied
    if let last = batch.lastEvent { (lastEvent, lastDestination) = (last, nil) }
    crew.submit(batch)
    redactor.scanner.forgetEarlierRecords()
  }

  /// The destination of the events in the current list; nil before the first.
  private func eventDestination() -> RecordDestination? {
    if let known = lastDestination { return known }
    guard let (record, bytes) = batch?.lastEvent ?? lastEvent else { return redactor.scanner.eventDestination }
    lastDestination = redactor.scanner.destination(of: record, bytes.span)
    return lastDestination
  }

  /// Delivers finished batches if many are under way.
  private func finishSome(_ course: Course, _ take: Taker) throws {
    while let crew, crew.isFull, let done = crew.next() { try finish(done, course, take) }
  }

  /// Delivers the results of a batch.
  private func finish(_ batch: RedactionBatch, _ course: Course, _ take: Taker) throws {
    redactor.plan.values.reserve(batch.taken)
    redactor.plan.traces.formUnion(batch.traces)
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

  /// The final result of a record. If it has an unknown value, it is processed again on this thread, which may add values.
  private func settled(_ result: RedactionBatch.Result, _ task: RedactionBatch.Task, _ bytes: Span<UInt8>, _ attachments: Attachments)
    throws -> RedactionBatch.Result
  {
    guard case .failure(let error) = result else { return result }
    guard case .unknownValue? = error as? Redactor.RecordRefusal else { throw error }
    return .outcome(try redactor.redact(task.record, bytes, beside: attachments, number: task.number, task.places))
  }
}
