/// A few different texts. If there are too many, the first in alphabetical order are kept, so the result does not depend on the
/// order of adding.
struct FewTexts: Equatable, Sendable {
  static let most = 4

  private(set) var texts: [String] = []
  /// Whether there were more.
  private(set) var isCut = false

  mutating func insert(_ text: String) {
    guard !texts.contains(text) else { return }
    texts.append(text)
    texts.sort()
    if texts.count > Self.most {
      texts.removeLast()
      isCut = true
    }
  }

  mutating func formUnion(_ other: Self) {
    for text in other.texts { insert(text) }
    isCut = isCut || other.isCut
  }

  /// The texts, for the end of a sentence.
  var description: String { texts.joined(separator: "; ") + (isCut ? "; …" : "") }
}

extension FewTexts: PartValue {
  func write(to part: inout PartWriter) {
    texts.write(to: &part)
    isCut.write(to: &part)
  }

  init(from part: inout PartReader) throws(PartError) {
    let texts: [String] = try part.value()
    for text in texts { insert(text) }
    isCut = try part.value()
  }
}
