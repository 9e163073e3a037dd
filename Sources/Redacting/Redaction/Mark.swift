import Knowledge
import Vocabulary

/// A value to remove: its range, and which of the run's values it is.
struct Mark: Sendable {
  var layer: Int
  var range: Range<Int>
  /// Its number in the ``ValueBook``.
  var value: Int
  /// Whether it is a JSON number, and must remain one.
  var isNumber: Bool
}

/// A value that was found, before it has a number.
struct Removal {
  var field: Int
  var range: Range<Int>
  var kind: PlaceholderKind
  var category: Category
  /// Whether to search for copies of it elsewhere.
  var seeksCopies: Bool
  /// Whether it is kept if it turns out to be a hash in the name of an asset.
  var mayBeAsset = false
}

/// A random-looking string that is kept.
struct Spared: Sendable {
  var reason: HarmlessPlaces.Reason
  var field: Int
  var range: Range<Int>
  /// Whether the reason changes if it turns out to be a hash in the name of an asset.
  var mayBeAsset = false
}
