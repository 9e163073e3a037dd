import Bytes

/// The keys of paths in the form that a search needs: the parent of each, and its place in the bytes of all keys.
struct PathKeys {
  private var places: [(parent: Int32, start: Int32, count: Int32)] = []
  private var bytes: [UInt8] = []

  mutating func append(_ key: [UInt8], below parent: Int) {
    places.append((Int32(parent), Int32(bytes.count), Int32(key.count)))
    bytes += key
  }

  /// Whether path `number` is `key` below `parent`.
  func isKey(of number: Int, _ key: Span<UInt8>, below parent: Int) -> Bool {
    let place = places[number]
    guard Int(place.parent) == parent, Int(place.count) == key.count else { return false }
    let known = bytes.span.extracting(Int(place.start)..<Int(place.start) + key.count)
    for at in 0..<key.count where known[at] != key[at] { return false }
    return true
  }
}
