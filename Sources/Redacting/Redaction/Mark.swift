import Knowledge
import Vocabulary

/// A value that goes: where it stands, and which of the run's values it is.
struct Mark: Sendable {
  var layer: Int
  var range: Range<Int>
  /// Its number in the ``ValueBook``.
  var value: Int
  /// Whether it is a JSON number, and so has to remain one.
  var isNumber: Bool
}

/// A value as it was found, before it has a number.
struct Removal {
  var field: Int
  var range: Range<Int>
  var kind: PlaceholderKind
  var category: Category
  /// Whether copies of it are looked for elsewhere.
  var seeksCopies: Bool
  /// Whether it stays where it turns out to be a hash in the name of an asset.
  var mayBeAsset = false
}

/// What looks random and stays.
struct Spared: Sendable {
  var reason: HarmlessPlaces.Reason
  var field: Int
  var range: Range<Int>
  /// Whether the reason is another one where it turns out to be a hash in the name of an asset.
  var mayBeAsset = false
}
