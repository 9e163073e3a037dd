import Foundation

extension [Double] {
  /// The median, or the mean of the two in the middle; 0 for no numbers.
  var median: Double {
    let sorted = sorted()
    let middle = count / 2
    guard let upper = sorted.indices.contains(middle) ? sorted[middle] : nil else { return 0 }
    return count.isMultiple(of: 2) ? (sorted[middle - 1] + upper) / 2 : upper
  }
}

/// The exponent of the power of `sizes` that `times` grow with: the slope of the line through their logarithms, by least squares.
///
/// 1 is linear growth. Nil for fewer than two sizes, and if a number is not positive.
func growth(of times: [Double], by sizes: [Double]) -> Double? {
  guard times.count == sizes.count, Set(sizes).count > 1, (times + sizes).allSatisfy({ $0 > 0 }) else { return nil }
  let points = zip(sizes, times).map { (x: log($0), y: log($1)) }
  let count = Double(points.count)
  let middle = (x: points.reduce(0) { $0 + $1.x } / count, y: points.reduce(0) { $0 + $1.y } / count)
  let covariance = points.reduce(0) { $0 + ($1.x - middle.x) * ($1.y - middle.y) }
  let variance = points.reduce(0) { $0 + ($1.x - middle.x) * ($1.x - middle.x) }
  return covariance / variance
}
