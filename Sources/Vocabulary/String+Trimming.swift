extension StringProtocol {
  /// The text without the characters at both ends that match.
  package func trimming(_ isCut: (Character) -> Bool) -> SubSequence {
    var text = drop(while: isCut)
    while let last = text.last, isCut(last) { text = text.dropLast() }
    return text
  }
}
