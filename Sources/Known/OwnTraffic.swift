import Bytes
package import Knowledge

/// What the app's own traffic shows about values that others receive later: people, and texts that users wrote.
///
/// Each fact has the number of the record that showed it first, so that a record is judged by what came before it even if later
/// ones have been read. What one capture shows is known for those that are read after it.
package struct OwnTraffic: Sendable {
  package private(set) var people = KnownPeople()
  package private(set) var texts = KnownTexts()
  /// How often everything was reset, to detect that derived data is out of date.
  package private(set) var generation = 0
  /// The last record that showed something new.
  private(set) var latest = -1
  /// The current capture, and the domain of the first email address in it, which identifies the customer.
  private var session: (capture: String, customer: String)?
  /// Whether nothing is known. A stored property, because it is read for every value.
  package private(set) var isEmpty = true

  package init() {}

  /// Releases what no record from `number` on is judged by.
  package mutating func forget(before number: Int) { texts.forget(before: number) }

  /// The same facts, as known before the first record of a run.
  package var given: OwnTraffic {
    var given = OwnTraffic()
    given.people = people.given
    given.texts = texts.given
    given.isEmpty = isEmpty
    return given
  }

  /// Removes everything except what was known from the beginning.
  package mutating func reset(to given: OwnTraffic) {
    guard latest >= 0 else { return }
    let generation = generation
    self = given
    self.generation = generation + 1
  }

  /// Adds a fact about a person. `mailbox` is an email address next to it.
  package mutating func add(_ person: PersonValue, beside mailbox: String? = nil) {
    let domain = (person.fact == .email ? person.text : mailbox).flatMap { text in
      text.utf8.lastIndex(of: UInt8(ascii: "@")).map { text[$0...].lowercased() }
    }
    if person.fact == .email, session?.capture != person.origin.capture, let domain { session = (person.origin.capture, domain) }
    // A person next to an email address of the customer belongs to the customer, and may belong to another one too.
    let customer = session.flatMap { $0.capture == person.origin.capture && $0.customer != domain ? $0.customer : nil }
    people.add(person, customer: customer)
    note(person.origin.number)
  }

  package mutating func add(_ text: Span<UInt8>, _ origin: Origin) {
    texts.add(text, origin, customer: origin.capture == session?.capture ? session?.customer : nil)
    note(origin.number)
  }

  package mutating func add(label text: Span<UInt8>, number: Int) {
    texts.add(label: text, number: number)
    note(number)
  }

  package mutating func add(salt text: String, number: Int) { people.add(salt: text, number: number) }

  private mutating func note(_ number: Int) {
    latest = max(latest, number)
    isEmpty = false
  }

  /// Adds all email addresses in an exchange with the app's own server.
  package mutating func add(mailboxesIn bytes: Span<UInt8>, _ origin: Origin) {
    var from = 0
    while let at = bytes.first(UInt8(ascii: "@"), in: from..<bytes.count) {
      from = at + 1
      if let mailbox = Self.mailbox(around: at, bytes) { add(PersonValue(.email, mailbox, origin)) }
    }
  }

  /// The email address around an `@`; nil if there is none.
  private static func mailbox(around at: Int, _ bytes: Span<UInt8>) -> String? {
    let isPart = { (byte: UInt8) in ByteClass.isWord(byte) && byte < 0x80 || "._+-".utf8.contains(byte) }
    var (low, high) = (at, at + 1)
    while low > 0, at - low < 64, isPart(bytes[low - 1]) { low -= 1 }
    // It may follow a JSON escape such as `\n`.
    if low > 0, low < at, bytes[low - 1] == UInt8(ascii: "\\") { low += 1 }
    while high < bytes.count, high - at < 128, isPart(bytes[high]) { high += 1 }
    while high > at + 1, bytes[high - 1] == UInt8(ascii: ".") { high -= 1 }
    guard low < at, high > at + 3, bytes[at + 1] != UInt8(ascii: "."), bytes.first(UInt8(ascii: "."), in: at + 1..<high) != nil else {
      return nil
    }
    return String(copying: bytes.extracting(low..<high))
  }
}
