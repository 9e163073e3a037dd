import Bytes
import Knowledge
import Vocabulary

/// The values that go, as they are known when all captures have been read once.
struct RedactionPlan: Sendable {
  /// Which of a redaction's plans it is: there is another one when something was left.
  private(set) var edition = 0
  var values = ValueBook()
  private(set) var search = ValueSearch([])
  /// Hashes in the names of assets, which everybody gets: they stay wherever they stand.
  private(set) var assets: Set<[UInt8]> = []

  init(_ values: ValueBook = ValueBook()) { self.values = values }

  /// Takes in what the first reading saw in the next record.
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
    search = ValueSearch(values.entries)
    edition += 1
  }

  /// Takes in values that were found only in what had been written.
  mutating func add(leftovers: [[UInt8]]) throws(ValueBook.Overflow) {
    for value in leftovers { try values.add(value.span, kind: .secret, category: .credential) }
    seal()
  }
}

extension ValueBook {
  /// Takes in a value that goes, and the parts of it that stand elsewhere by themselves.
  mutating func add(_ removal: Removal, _ value: Span<UInt8>) throws(Overflow) -> Int {
    for part in TitleParts.content(of: value, kind: removal.kind) {
      try add(value.extracting(part), kind: removal.kind, category: removal.category)
    }
    // What a script or a text within a text escapes, stands elsewhere as it is.
    if removal.category == .credential, value.first(UInt8(ascii: "\\"), in: 0..<value.count) != nil {
      try add(JSONEscapes.decoded(value).span, kind: removal.kind, category: removal.category, seeksCopies: removal.seeksCopies)
    }
    return try add(value, kind: removal.kind, category: removal.category, seeksCopies: removal.seeksCopies)
  }
}
