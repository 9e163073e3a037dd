import Bytes
import Detecting
package import Knowledge
import Known
import Vocabulary

/// The people and texts that the app's own traffic showed, for the report: how many of each kind, and some examples.
struct LearnedCollector: Sendable {
  /// One value, masked.
  struct Example: Sendable {
    var sighting: Sighting
    var excerpt: String
    var origin: Origin
  }

  /// The maximum number of examples of each fact.
  private static let mostExamples = 3

  private var values: [String: DistinctValues] = [:]
  private var examples: [String: [Example]] = [:]
  private var texts = 0
  /// Whether some people were dropped because there were too many, and whether the oldest texts were forgotten.
  private var isFull = false
  private var hasForgotten = false
  /// How much of the run's knowledge has been added.
  private var counted = (generation: 0, values: 0, texts: 0)

  /// Adds what a capture has shown; the number -1 stands for what was known from the beginning.
  mutating func add(_ own: OwnTraffic, of capture: Int, hash: SipHash) {
    if counted.generation != own.generation || capture < 0 { counted = (own.generation, 0, 0) }
    for (number, value) in own.people.values.enumerated().dropFirst(counted.values) where value.origin.number >= 0 || capture < 0 {
      let bytes = Array(value.text.utf8)
      let fact = value.fact.rawValue
      values[fact, default: DistinctValues()].insert(hash.hash(bytes.span, isFolded: true))
      let sighting = Sighting(capture: capture, ordinal: value.origin.record, number: number)
      insert(Example(sighting: sighting, excerpt: Mask.excerpt(of: bytes.span), origin: value.origin.inReport), of: fact)
    }
    let count = capture < 0 ? own.texts.count : own.texts.learnedCount
    texts += count - counted.texts
    isFull = isFull || own.people.isFull
    hasForgotten = hasForgotten || own.texts.hasForgotten
    counted = (own.generation, own.people.values.count, count)
  }

  private mutating func insert(_ example: Example, of fact: String) {
    var list = examples[fact] ?? []
    list.append(example)
    list.sort { $0.sighting < $1.sighting }
    examples[fact] = Array(list.prefix(Self.mostExamples))
  }

  mutating func merge(_ other: Self) {
    for (fact, theirs) in other.values { values[fact, default: DistinctValues()].formUnion(theirs) }
    for (fact, theirs) in other.examples { for example in theirs { insert(example, of: fact) } }
    texts += other.texts
    isFull = isFull || other.isFull
    hasForgotten = hasForgotten || other.hasForgotten
  }

  /// The part for the report; `findings` show how many it proved.
  func learned(_ findings: [Finding]) -> Learned {
    var learned = Learned(texts: texts, isFull: isFull, hasForgotten: hasForgotten)
    for fact in PersonFact.allCases {
      guard let values = values[fact.rawValue] else { continue }
      let examples = (examples[fact.rawValue] ?? []).map { Learned.Example(excerpt: $0.excerpt, origin: $0.origin) }
      learned.facts.append(Learned.Fact(fact: fact, values: values.count, examples: examples))
    }
    learned.proved = findings.count(where: \.isProved)
    learned.cleared = findings.count { $0.mitigation == .ownLabel }
    return learned
  }
}

/// The people and user-written texts that an audit learned from the app's own traffic, and searched for in everything that others
/// received.
package struct Learned: Sendable {
  package struct Fact: Sendable {
    package var fact: PersonFact
    package var values: ValueCount
    package var examples: [Example]
  }

  package struct Example: Sendable {
    /// The masked value.
    package var excerpt: String
    package var origin: Origin
  }

  package internal(set) var facts: [Fact] = []
  /// The number of texts that users wrote.
  package var texts: Int
  /// How many findings it proved, and how many guesses turned out to be labels of the app.
  package internal(set) var proved = 0
  package internal(set) var cleared = 0
  /// Whether some people were dropped because there were too many, and not searched for.
  package var isFull: Bool
  /// Whether the oldest texts were forgotten when newer ones were learned, and not searched for from then on.
  package var hasForgotten: Bool

  init(texts: Int, isFull: Bool, hasForgotten: Bool) {
    self.texts = texts
    self.isFull = isFull
    self.hasForgotten = hasForgotten
  }

  /// What was searched for, in sentences; nil if nothing was learned.
  package var sentence: String? {
    var parts = facts.map { fact in
      let example = fact.examples.first.map { " (\($0.excerpt), \($0.origin.way == .given ? "given" : "entry \($0.origin.record)"))" } ?? ""
      return "\(fact.values.description) \(fact.fact.noun(fact.values.number))\(example)"
    }
    if texts > 0 { parts.append(counted(texts, "user-written text")) }
    guard let last = parts.popLast() else { return nil }
    let list = parts.isEmpty ? last : parts.joined(separator: ", ") + " and " + last
    var sentence = "Searched for values learned from the capture: \(list)."
    if proved > 0 { sentence += " They confirmed \(counted(proved, "finding"))." }
    if cleared > 0 { sentence += " \(counted(cleared, "guess", "guesses")) turned out to be the app's own labels." }
    if isFull { sentence += " There were more values than are remembered: audit fewer captures at a time to search for all of them." }
    if hasForgotten { sentence += " There were more texts than are remembered: the oldest were forgotten for newer ones." }
    return sentence
  }

  /// The same for a report that fits a screen: `Searched for email (ine…, entry 2), 3 names (Ine…, entry 1) and 2 texts.`
  package var brief: String? {
    var parts = facts.map { fact in
      let example = fact.examples.first.map { example in
        let origin = example.origin.way == .given ? "given" : "entry \(example.origin.record)"
        return " (\(example.excerpt.prefix { $0 != "…" })…, \(origin))"
      }
      let name = fact.values.number == 1 ? fact.fact.rawValue : "\(fact.values.description) \(fact.fact.noun(fact.values.number))"
      return name + (example ?? "")
    }
    if texts > 0 { parts.append(counted(texts, "text")) }
    guard let last = parts.popLast() else { return nil }
    return "Searched for \(parts.isEmpty ? last : parts.joined(separator: ", ") + " and " + last)."
  }
}

extension Origin {
  /// The origin without its position in the run, which differs in a part of it.
  package var inReport: Origin {
    var origin = self
    origin.number = 0
    return origin
  }
}

extension PersonFact {
  /// The noun for a number of them.
  fileprivate func noun(_ count: Int) -> String {
    switch (self, count) {
    case (.email, 1): "email address"
    case (.email, _): "email addresses"
    case (_, 1): rawValue
    case (.company, _): "companies"
    case (.avatar, _): "picture URLs"
    default: rawValue + "s"
    }
  }
}

extension LearnedCollector.Example: PartValue {
  func write(to part: inout PartWriter) {
    sighting.write(to: &part)
    excerpt.write(to: &part)
    origin.write(to: &part)
  }

  init(from part: inout PartReader) throws(PartError) {
    self.init(sighting: try part.value(), excerpt: try part.value(), origin: try part.value())
  }
}

extension LearnedCollector {
  func write(to part: inout PartWriter) {
    values.write(to: &part)
    examples.write(to: &part)
    texts.write(to: &part)
    isFull.write(to: &part)
    hasForgotten.write(to: &part)
  }

  /// Reads a part; `captures` maps the numbers of its captures to those in the whole.
  mutating func read(from part: inout PartReader, captures numbers: CaptureNumbers) throws(PartError) {
    values = try part.value()
    examples = try part.value()
    for (fact, list) in examples {
      examples[fact] = list.map { example in
        var example = example
        example.sighting.capture = numbers[example.sighting.capture]
        return example
      }
    }
    texts = try part.value()
    isFull = try part.value()
    hasForgotten = try part.value()
  }
}

extension Origin: PartValue {
  func write(to part: inout PartWriter) {
    part.write(way.rawValue, capture, field)
    record.write(to: &part)
  }

  init(from part: inout PartReader) throws(PartError) {
    let way: String = try part.value()
    guard let way = Way(rawValue: way) else { throw .damaged }
    self.init(way, number: 0, record: 0, capture: try part.value(), field: try part.value())
    record = try part.value()
  }
}

extension Source: PartValue {
  func write(to part: inout PartWriter) {
    what.write(to: &part)
    origin.write(to: &part)
  }

  init(from part: inout PartReader) throws(PartError) { self.init(what: try part.value(), origin: try part.value()) }
}
