import Captures
import Detecting
import Knowledge
import Vocabulary

/// The gaps in what was sent, by capture and destination: the first are listed, and the rest are counted.
struct GapCollector: Sendable {
  /// The maximum number of gaps listed for one capture.
  static let maximumListed = 100

  fileprivate struct Key: Hashable, Comparable, Sendable {
    var capture: Int
    var destination: String
    var isThird: Bool

    static func < (a: Self, b: Self) -> Bool {
      (a.capture, a.destination, a.isThird ? 1 : 0) < (b.capture, b.destination, b.isThird ? 1 : 0)
    }
  }

  fileprivate struct Listed: Sendable {
    var sighting: Sighting
    var gap: Gap
  }

  fileprivate struct Entry: Sendable {
    var recordDestination: RecordDestination
    var count = 0
    var earliest: [Listed] = []

    mutating func insert(_ gap: Gap, at sighting: Sighting) {
      var at = earliest.count
      while at > 0, sighting < earliest[at - 1].sighting { at -= 1 }
      guard at < GapCollector.maximumListed else { return }
      earliest.insert(Listed(sighting: sighting, gap: gap), at: at)
      if earliest.count > GapCollector.maximumListed { earliest.removeLast() }
    }
  }

  private var entries: [Key: Entry] = [:]

  mutating func add(_ gaps: [Gap], receivedBy recordDestination: RecordDestination, _ book: DestinationBook, at place: RecordPlace) {
    guard !gaps.isEmpty else { return }
    let isThird = recordDestination.party(firstParty: []) == .third
    let key = Key(capture: place.capture, destination: recordDestination.id(in: book), isThird: isThird)
    var entry = entries[key] ?? Entry(recordDestination: recordDestination)
    for (number, gap) in gaps.enumerated() {
      entry.count += 1
      entry.insert(gap, at: Sighting(capture: place.capture, ordinal: place.ordinal, number: number))
    }
    entries[key] = entry
  }

  mutating func merge(_ other: Self) {
    for (key, theirs) in other.entries {
      guard var entry = entries[key] else {
        entries[key] = theirs
        continue
      }
      entry.count += theirs.count
      for listed in theirs.earliest { entry.insert(listed.gap, at: listed.sighting) }
      entries[key] = entry
    }
  }

  func write(to part: inout PartWriter) { entries.write(to: &part) }

  mutating func read(from part: inout PartReader, captures: CaptureNumbers) throws(PartError) {
    let read: [Key: Entry] = try part.value()
    for (key, entry) in read {
      var (key, entry) = (key, entry)
      key.capture = captures[key.capture]
      for at in entry.earliest.indices { entry.earliest[at].sighting.capture = key.capture }
      entries[key] = entry
    }
  }

  /// The gaps of each capture in what third parties received, in order. What the app's own server or Atlassian received is not a gap:
  /// it went nowhere else.
  func gaps(firstParty: Set<String>) -> [Int: [Gap]] {
    var found: [Int: (count: Int, gaps: [Listed])] = [:]
    for (key, entry) in entries where entry.recordDestination.party(firstParty: firstParty) == .third {
      found[key.capture, default: (0, [])].count += entry.count
      found[key.capture, default: (0, [])].gaps += entry.earliest
    }
    return found.mapValues { found in
      let listed = found.gaps.sorted { $0.sighting < $1.sighting }.prefix(Self.maximumListed).map(\.gap)
      let more = found.count - listed.count
      return listed + (more > 0 ? [Gap(place: Gap.capture, reason: "\(more) more things were not examined")] : [])
    }
  }
}

extension GapCollector.Key: PartValue {
  func write(to part: inout PartWriter) {
    capture.write(to: &part)
    destination.write(to: &part)
    isThird.write(to: &part)
  }

  init(from part: inout PartReader) throws(PartError) {
    self.init(capture: try part.value(), destination: try part.value(), isThird: try part.value())
  }
}

extension GapCollector.Listed: PartValue {
  func write(to part: inout PartWriter) {
    sighting.write(to: &part)
    gap.write(to: &part)
  }

  init(from part: inout PartReader) throws(PartError) { self.init(sighting: try part.value(), gap: try part.value()) }
}

extension GapCollector.Entry: PartValue {
  func write(to part: inout PartWriter) {
    recordDestination.write(to: &part)
    count.write(to: &part)
    earliest.write(to: &part)
  }

  init(from part: inout PartReader) throws(PartError) {
    self.init(recordDestination: try part.value(), count: try part.value(), earliest: try part.value())
  }
}
