import Bytes
import Detecting
import Knowledge
import Payloads
import Vocabulary

/// Counts the people whose data of each kind each destination received, for a breach notification (GDPR Art. 33(3)(a)).
///
/// The identifiers in the events distinguish people: the user's, else the device's. An email address, a phone number and the number
/// of a document also stand for a person, who may not be the one that the event is about.
struct ExposureCollector {
  struct Key: Hashable {
    var destination: String
    var claim: Claim
  }

  struct Sum {
    /// Events with a finding; data outside all events counts once for each request.
    var records = 0
    var people = DistinctValues()
    var values = DistinctValues()
  }

  private let book: RuleBook
  private let recogniser: Recogniser
  private let claims: [Claim?]
  private(set) var sums: [Key: Sum] = [:]
  /// Computes the digests, with the key of the run, which is set before the first record.
  var hash = SipHash(key: [])

  init(_ book: RuleBook, _ recogniser: Recogniser) {
    self.book = book
    self.recogniser = recogniser
    // Rules without a severity for third parties are left out.
    claims = book.rules.map { $0.severity[.third] == nil ? nil : Claim(about: $0) }
  }

  mutating func add(_ found: Detections, in payload: borrowing Payload, _ record: Span<UInt8>) {
    let hits = found.detections.filter { $0.field != nil && claims[$0.rule] != nil }
    guard !hits.isEmpty else { return }
    let destination = found.recordDestination.id(in: book.destinations)
    let people = people(of: found, payload, record)
    var counted: Set<Place> = []
    for hit in hits {
      guard let claim = claims[hit.rule], let field = hit.field else { continue }
      let value = payload.withBytes(of: payload.fields[field].layer, record: record) { hash.hash($0.extracting(hit.range), isFolded: true) }
      let person = people[hit.event] ?? people[0]
      let isNew = counted.insert(Place(event: hit.event, claim: claim)).inserted
      // Modified in place: a copy of the sum would copy all its contents.
      sums[Key(destination: destination, claim: claim), default: Sum()].add(person: person, value: value, isNew: isNew)
    }
  }

  private struct Place: Hashable {
    var event: Int
    var claim: Claim
  }

  /// The digest of the person that each event is about, by the number of the event.
  private func people(of found: Detections, _ payload: borrowing Payload, _ record: Span<UInt8>) -> [Int: UInt64] {
    guard !found.eventOfNode.isEmpty else { return [:] }
    let dialect = recogniser.dialect(of: found.recordDestination)
    var (users, devices): ([Int: UInt64], [Int: UInt64]) = ([:], [:])
    for field in payload.fields where !field.isContainer && 1...256 ~= field.range.count {
      let meaning = dialect.meaning(of: payload.nodes[field.node].path)
      let event = found.eventOfNode[field.node]
      guard meaning.isOwn, let canonical = meaning.canonical(in: found.events[event].type) else { continue }
      let digest = payload.withBytes(of: field.layer, record: record) { hash.hash($0.extracting(field.range), isFolded: true) }
      switch canonical {
      case "user.id": users[event] = users[event] ?? digest
      case "user.anonymousId": devices[event] = devices[event] ?? digest
      default: break
      }
    }
    return users.merging(devices) { user, _ in user }
  }

  mutating func merge(_ other: Self) {
    for (key, theirs) in other.sums { sums[key, default: Sum()].merge(theirs) }
  }

  func write(to part: inout PartWriter) {
    let sorted = sums.sorted { ($0.key.destination, $0.key.claim.rawValue) < ($1.key.destination, $1.key.claim.rawValue) }
    sorted.count.write(to: &part)
    for (key, sum) in sorted {
      part.write(key.destination, key.claim.rawValue)
      sum.records.write(to: &part)
      part.write(sum.people, sum.values)
    }
  }

  mutating func read(from part: inout PartReader) throws(PartError) {
    let count: Int = try part.value()
    for _ in 0..<count {
      let (destination, claim): (String, String) = (try part.value(), try part.value())
      guard let claim = Claim(rawValue: claim) else { throw .damaged }
      var sum = Sum()
      sum.records = try part.value()
      sum.people = try part.value()
      sum.values = try part.value()
      sums[Key(destination: destination, claim: claim)] = sum
    }
  }

  /// What each destination received, by destination and kind.
  func exposures() -> [Exposure] {
    sums.map { key, sum in
      Exposure(
        destination: key.destination, claim: key.claim, people: sum.people(key.claim), values: sum.values.count, records: sum.records)
    }.sorted { ($0.destination, $0.claim.place) < ($1.destination, $1.claim.place) }
  }
}

extension ExposureCollector.Sum {
  fileprivate mutating func add(person: UInt64?, value: UInt64, isNew: Bool) {
    if isNew { records += 1 }
    if let person { people.insert(person) }
    values.insert(value)
  }

  /// The minimum number of people affected; nil if nothing shows it.
  fileprivate func people(_ claim: Claim) -> ValueCount? {
    let (senders, named) = (people.count, values.count)
    switch claim {
    case .emails, .phones, .numbers: return named.number > senders.number ? named : senders
    // One person's name is written in several ways.
    case .names: return senders.number > 0 ? senders : named
    default: return senders.number > 0 ? senders : nil
    }
  }

  fileprivate mutating func merge(_ other: Self) {
    records += other.records
    people.formUnion(other.people)
    values.formUnion(other.values)
  }
}

extension Claim {
  fileprivate var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
