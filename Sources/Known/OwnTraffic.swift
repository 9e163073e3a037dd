import Bytes
package import Knowledge

/// What the app's own traffic says of values that others receive later: who the people are, and what users wrote.
///
/// Everything is known by the record that said it first, so that a record can be judged by what came before it even when others have been
/// read meanwhile. What one capture tells is known to those that are read after it.
package struct OwnTraffic: Sendable {
  package private(set) var people = KnownPeople()
  package private(set) var texts = KnownTexts()
  /// How often everything was forgotten; whoever has made something of it compares it.
  package private(set) var generation = 0
  /// The record that told something last.
  private(set) var latest = -1
  /// The capture at hand, and the domain of the first address in it, by which its customer is told from others.
  private var session: (capture: String, customer: String)?
  /// Whether nothing is known: asked with every value, so it is a member of its own.
  package private(set) var isEmpty = true

  package init() {}

  /// Whether there was more than is kept.
  package var isFull: Bool { people.isFull || texts.isFull }

  /// The same, as what was known before the first record of a run.
  package var given: OwnTraffic {
    var given = OwnTraffic()
    given.people = people.given
    given.texts = texts.given
    given.isEmpty = isEmpty
    return given
  }

  /// Forgets everything but what was known from the beginning.
  package mutating func reset(to given: OwnTraffic) {
    guard latest >= 0 else { return }
    let generation = generation
    self = given
    self.generation = generation + 1
  }

  /// Keeps something that is known of a person; `mailbox` is an email address that stands beside it.
  package mutating func add(_ person: PersonValue, beside mailbox: String? = nil) {
    let domain = (person.fact == .email ? person.text : mailbox).flatMap { text in
      text.lastIndex(of: "@").map { text[$0...].lowercased() }
    }
    if person.fact == .email, session?.capture != person.origin.capture, let domain { session = (person.origin.capture, domain) }
    // Whoever stands beside an address of the customer's is one of its people, and may be one of another's as well.
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

  /// Keeps the email addresses in an exchange with the app's own server, wherever they stand.
  package mutating func add(mailboxesIn bytes: Span<UInt8>, _ origin: Origin) {
    var from = 0
    while let at = bytes.first(UInt8(ascii: "@"), in: from..<bytes.count) {
      from = at + 1
      if let mailbox = Self.mailbox(around: at, bytes) { add(PersonValue(.email, mailbox, origin)) }
    }
  }

  /// The email address around an `@`; nil for none.
  private static func mailbox(around at: Int, _ bytes: Span<UInt8>) -> String? {
    let isPart = { (byte: UInt8) in ByteClass.isWord(byte) && byte < 0x80 || "._+-".utf8.contains(byte) }
    var (low, high) = (at, at + 1)
    while low > 0, at - low < 64, isPart(bytes[low - 1]) { low -= 1 }
    // What stands before it may be an escape of JSON: `\n`.
    if low > 0, low < at, bytes[low - 1] == UInt8(ascii: "\\") { low += 1 }
    while high < bytes.count, high - at < 128, isPart(bytes[high]) { high += 1 }
    while high > at + 1, bytes[high - 1] == UInt8(ascii: ".") { high -= 1 }
    guard low < at, high > at + 3, bytes[at + 1] != UInt8(ascii: "."), bytes.first(UInt8(ascii: "."), in: at + 1..<high) != nil else {
      return nil
    }
    return String(copying: bytes.extracting(low..<high))
  }
}
