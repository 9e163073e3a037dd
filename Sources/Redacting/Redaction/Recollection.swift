import Knowledge

/// What is remembered of the records of a capture between the two readings: where something goes or stays on purpose. A record that is
/// remembered is not looked into once more by rules, names and looks.
struct Recollection: Sendable {
  /// A place in a record.
  struct Place: Sendable {
    /// What is to be done there.
    enum Fate: Sendable {
      /// It goes; the number of the value.
      case goes(Int32)
      case stays(HarmlessPlaces.Reason)
    }

    private let field: Int32
    private let lower: Int32
    private let upper: Int32
    /// Whether it stays where it turns out to be a hash in the name of an asset.
    let mayBeAsset: Bool
    let fate: Fate

    init(_ field: Int, _ range: Range<Int>, mayBeAsset: Bool, _ fate: Fate) {
      // A record is smaller than 2 GiB, and so is what it unfolds to.
      (self.field, lower, upper) = (Int32(field), Int32(range.lowerBound), Int32(range.upperBound))
      self.mayBeAsset = mayBeAsset
      self.fate = fate
    }

    var number: Int { Int(field) }
    var range: Range<Int> { Int(lower)..<Int(upper) }
  }

  /// How many places and records are remembered of all captures together: it takes a few megabytes. Of a further one nothing is.
  static let capacity = 400_000

  private var places: [Place] = []
  /// The records of which something is remembered, and where their places end.
  private var records: [(ordinal: Int, end: Int)] = []
  /// How many records there are of which everything is remembered, from the first on.
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

  /// The places in the record of a number; nil where it is not remembered.
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
