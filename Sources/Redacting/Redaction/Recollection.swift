import Knowledge

/// What the first reading found in the records of a capture, for the second: what is removed or kept, and where. A remembered
/// record is not searched again by rules, names and appearance.
struct Recollection: Sendable {
  /// A range in a record.
  struct Place: Sendable {
    /// What to do with it.
    enum Fate: Sendable {
      /// It is removed; the number of the value.
      case goes(Int32)
      case stays(HarmlessPlaces.Reason)
    }

    private let field: Int32
    private let lower: Int32
    private let upper: Int32
    /// Whether it is kept if it turns out to be a hash in the name of an asset.
    let mayBeAsset: Bool
    let fate: Fate

    init(_ field: Int, _ range: Range<Int>, mayBeAsset: Bool, _ fate: Fate) {
      // A record is smaller than 2 GiB, and so is its decoded content.
      (self.field, lower, upper) = (Int32(field), Int32(range.lowerBound), Int32(range.upperBound))
      self.mayBeAsset = mayBeAsset
      self.fate = fate
    }

    var number: Int { Int(field) }
    var range: Range<Int> { Int(lower)..<Int(upper) }
  }

  /// The maximum number of places and records for all captures together, which takes a few megabytes. Further ones are not
  /// remembered.
  static let capacity = 400_000

  private var places: [Place] = []
  /// The records with places, and where these end.
  private var records: [(ordinal: Int, end: Int)] = []
  /// The number of records, from the first on, that are completely remembered.
  private(set) var count = 0
  /// Whether those are all.
  private(set) var isWhole = true

  /// Remembers the next record, unless there is no more room.
  mutating func add(_ seen: [Place], room: inout Int) {
    guard isWhole, seen.count < room else {
      isWhole = false
      return
    }
    count += 1
    guard !seen.isEmpty else { return }
    room -= seen.count + 1
    places += seen
    records.append((count - 1, places.count))
  }

  /// The places in the record with this number; nil if it is not remembered.
  func places(in record: Int) -> ArraySlice<Place>? {
    guard record < count else { return nil }
    var (low, high) = (0, records.count)
    while low < high {
      let middle = (low + high) / 2
      if records[middle].ordinal < record { low = middle + 1 } else { high = middle }
    }
    guard low < records.count, records[low].ordinal == record else { return [] }
    return places[(low > 0 ? records[low - 1].end : 0)..<records[low].end]
  }
}
