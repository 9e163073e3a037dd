/// A cache of short texts without findings, each in its context. A text that was seen before needs only a lookup and a comparison.
///
/// A text replaces another with the same hash. Texts are compared, so results do not depend on the hash.
package struct SeenTexts: Sendable {
  /// In bytes. A longer text is rarely seen twice.
  private static let longest = 128
  private static let slots = 4_096

  /// The slot of a text.
  package struct Place: Sendable {
    fileprivate let slot: Int
    fileprivate let context: Int
  }

  /// The context and the length of the text in each slot; -1 if empty.
  private var contexts = [Int](repeating: -1, count: slots)
  private var lengths = [Int](repeating: 0, count: slots)
  private var texts = [UInt8](repeating: 0, count: slots * longest)

  package init() {}

  /// The slot of a text in a context, which is a number from 0 on; nil for a text that is too long to keep.
  package func place(of text: Span<UInt8>, in context: Int) -> Place? {
    guard 1...Self.longest ~= text.count else { return nil }
    return Place(slot: Int(truncatingIfNeeded: Self.hash(text, context) & UInt64(Self.slots - 1)), context: context)
  }

  /// Whether a text is in its slot.
  package func holds(_ text: Span<UInt8>, at place: Place) -> Bool {
    guard contexts[place.slot] == place.context, lengths[place.slot] == text.count else { return false }
    let start = place.slot &* Self.longest
    return Self.isSame(texts.span.extracting(start..<start &+ text.count), text)
  }

  package mutating func insert(_ text: Span<UInt8>, at place: Place) {
    contexts[place.slot] = place.context
    lengths[place.slot] = text.count
    let start = place.slot &* Self.longest
    for at in 0..<text.count { texts[start &+ at] = text[at] }
  }

  private static func isSame(_ one: Span<UInt8>, _ other: Span<UInt8>) -> Bool {
    // Span<UInt8>.bytes is safe for a byte, which has no padding to reveal.
    let (left, right) = unsafe (one.bytes, other.bytes)
    var at = 0
    while at &+ 8 <= one.count {
      // Within bounds of both, which are of one length.
      let differs =
        unsafe left.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self)
        != right.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self)
      if differs { return false }
      at &+= 8
    }
    while at < one.count {
      if one[at] != other[at] { return false }
      at &+= 1
    }
    return true
  }

  /// Eight bytes per step, with a multiplication each. Any distribution will do.
  private static func hash(_ text: Span<UInt8>, _ context: Int) -> UInt64 {
    let raw = unsafe text.bytes
    var hash = (UInt64(truncatingIfNeeded: context) &+ 1) &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(truncatingIfNeeded: text.count)
    var at = 0
    while at &+ 8 <= text.count {
      // Within bounds: the word ends at the text's end or before.
      let word = unsafe raw.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self)
      hash = (hash ^ word) &* 0xBF58_476D_1CE4_E5B9
      hash ^= hash >> 29
      at &+= 8
    }
    while at < text.count {
      hash = (hash ^ UInt64(text[at])) &* 0x100_0000_01B3
      at &+= 1
    }
    hash = (hash ^ hash >> 32) &* 0x94D0_49BB_1331_11EB
    return hash ^ hash >> 31
  }
}
