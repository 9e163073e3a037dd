import Bytes
import Knowledge
import Vocabulary

/// The values to remove, known once all captures have been read.
struct RedactionPlan: Sendable {
  /// The number of the plan: there is a new one if something remained.
  private(set) var edition = 0
  var values = ValueBook()
  private(set) var search = ValueSearch([])
  /// Which digests the captures may contain.
  var traces = DigestTraces.none
  /// Hashes in the names of assets, which everyone gets: they are kept everywhere.
  private(set) var assets: Set<[UInt8]> = []

  init(_ values: ValueBook = ValueBook()) { self.values = values }

  /// Adds what the first reading found in the next record.
  /// - Returns: The places to remember.
  mutating func take(_ sighting: Sighting) throws(ValueBook.Overflow) -> [Recollection.Place] {
    var places: [Recollection.Place] = []
    places.reserveCapacity(sighting.values.count + sighting.stays.count)
    var further: [[UInt8]] = []
    for value in sighting.values {
      let removal = value.removal
      var fate = Recollection.Place.Fate.stays(.asset)
      if !removal.mayBeAsset || !assets.contains(Array(sighting.bytes[value.bytes])) {
        fate = .goes(Int32(try values.add(removal, sighting.bytes.span.extracting(value.bytes))))
      }
      places.append(Recollection.Place(removal.field, removal.range, mayBeAsset: removal.mayBeAsset, fate))
    }
    for stay in sighting.stays {
      let spared = stay.spared
      places.append(Recollection.Place(spared.field, spared.range, mayBeAsset: spared.mayBeAsset, .stays(spared.reason)))
      if spared.reason == .asset, !stay.bytes.isEmpty { further.append(Array(sighting.bytes[stay.bytes])) }
    }
    assets.formUnion(further)
    return places
  }

  /// Ends the first reading: from here on every value keeps its placeholder.
  mutating func seal() {
    values.spare(assets)
    values.number()
    search = ValueSearch(values.entries, traces: traces)
    edition += 1
  }

  /// Adds values that were found only in the output.
  mutating func add(leftovers: [[UInt8]]) throws(ValueBook.Overflow) {
    for value in leftovers { try values.add(value.span, kind: .secret, category: .credential) }
    seal()
  }
}

extension ValueBook {
  /// Adds a value to remove, and its parts that occur separately elsewhere.
  mutating func add(_ removal: Removal, _ value: Span<UInt8>) throws(Overflow) -> Int {
    for part in TitleParts.content(of: value, kind: removal.kind) {
      try add(value.extracting(part), kind: removal.kind, category: removal.category)
    }
    // A value that is escaped in a script or a nested text occurs unescaped elsewhere.
    if removal.category == .credential, value.first(UInt8(ascii: "\\"), in: 0..<value.count) != nil {
      try add(JSONEscapes.decoded(value).span, kind: removal.kind, category: removal.category, seeksCopies: removal.seeksCopies)
    }
    return try add(value, kind: removal.kind, category: removal.category, seeksCopies: removal.seeksCopies)
  }
}
