/// Maps the numbers of a part's captures to those in the whole, in the same order.
struct CaptureNumbers {
  private let numbers: [Int]

  init(_ numbers: [Int]) {
    self.numbers = numbers
  }

  /// The number in the whole; that of the first for a number that the part does not have.
  subscript(number: Int) -> Int { numbers.indices.contains(number) ? numbers[number] : numbers.first ?? 0 }
}
