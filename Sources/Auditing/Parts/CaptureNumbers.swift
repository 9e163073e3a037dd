/// The numbers that the captures of a part have in the whole, in the same order.
struct CaptureNumbers {
  private let numbers: [Int]

  init(_ numbers: [Int]) {
    self.numbers = numbers
  }

  /// The number in the whole; that of the first for one that a part does not have.
  subscript(number: Int) -> Int { numbers.indices.contains(number) ? numbers[number] : numbers.first ?? 0 }
}
