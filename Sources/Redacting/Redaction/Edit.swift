import Bytes

/// Bytes that replace a range.
struct Edit: Sendable, Equatable {
  var range: Range<Int>
  var bytes: [UInt8]
  /// The number of the removed value; nil for a consequence, such as a length.
  var value: Int?
  /// Whether it replaces all other edits in its range.
  var isWhole = false

  /// The number of bytes by which the text grows.
  var growth: Int { bytes.count - range.count }
}

extension [Edit] {
  /// The edits in order. Of overlapping ones, the one that begins first, and is the longest, replaces the others.
  func merged() -> [Edit] {
    guard count > 1 else { return self }
    var merged: [Edit] = []
    // If two edits have one range, the one that removes it as a whole wins over one that comes from inside.
    func rank(_ edit: Edit) -> (Int, Int, Int) {
      (edit.range.lowerBound, -edit.range.count, edit.isWhole ? 0 : edit.value == nil ? 2 : 1)
    }
    for edit in sorted(by: { rank($0) < rank($1) }) {
      if let last = merged.last, edit.range.lowerBound < last.range.upperBound {
        let end = Swift.max(last.range.upperBound, edit.range.upperBound)
        merged[merged.count - 1].range = last.range.lowerBound..<end
      } else {
        merged.append(edit)
      }
    }
    return merged
  }

  /// The number of bytes by which the edits, which are in order, make `range` longer.
  func growth(in range: Range<Int>) -> Int {
    reduce(0) { range.lowerBound <= $1.range.lowerBound && $1.range.upperBound <= range.upperBound ? $0 + $1.growth : $0 }
  }

  /// A text with the edits, which are in order and do not overlap, applied.
  func applied(to text: Span<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count + reduce(0) { $0 + Swift.max(0, $1.growth) })
    var at = 0
    for edit in self {
      bytes.append(copying: text.extracting(at..<edit.range.lowerBound))
      bytes += edit.bytes
      at = edit.range.upperBound
    }
    bytes.append(copying: text.extracting(at..<text.count))
    return bytes
  }
}
