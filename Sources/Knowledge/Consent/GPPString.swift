/// A string of IAB Tech Lab's Global Privacy Platform: a header that lists sections, and the sections, separated by `~`.
///
/// Source: IAB Tech Lab, Global Privacy Platform, Consent String Specification and the specifications of its sections.
package struct GPPString: Equatable, Sendable {
  /// The sections, each with its ID.
  package let sections: [(id: Int, text: String)]

  /// The maximum number of sections; fewer IDs exist.
  private static let mostSections = 64

  /// Nil for anything but a GPP string of version 1 with as many sections as its header lists.
  package init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "~"), maxSplits: Self.mostSections + 1, omittingEmptySubsequences: false)
    guard let header = parts.first, var bits = BitReader(header), bits.number(6) == 3, bits.number(6) == 1, let count = bits.number(12),
      count <= Self.mostSections
    else { return nil }
    var ids: [Int] = []
    var last = 0
    for _ in 0..<count {
      guard let isRange = bits.number(1), let offset = bits.fibonacci(), let more = isRange == 1 ? bits.fibonacci() : 0,
        ids.count + more < Self.mostSections
      else { return nil }
      ids += last + offset...last + offset + more
      last += offset + more
    }
    guard !ids.isEmpty, ids.count == parts.count - 1 else { return nil }
    sections = zip(ids, parts.dropFirst()).map { ($0, String(decoding: Array($1), as: UTF8.self)) }
  }

  package static func == (a: Self, b: Self) -> Bool { a.sections.elementsEqual(b.sections) { $0 == $1 } }

  /// The verdict of the supported sections: TCF for the EU, US Privacy, and the US national and state sections. Nil if there is
  /// none of them.
  package var verdict: ConsentVerdict? {
    var verdict = ConsentVerdict()
    for section in sections {
      switch section.id {
      case 2: if let read = TCFString(section.text)?.verdict { verdict.formUnion(read) }
      case 6: if let read = USPrivacy.verdict(section.text) { verdict.formUnion(read) }
      default: if let read = Self.verdict(section) { verdict.formUnion(read) }
      }
    }
    return verdict.isEmpty ? nil : verdict
  }

  // MARK: Sections of the United States

  /// The offsets in bits of a section's opt-outs of sale, sharing and targeted advertising, of two bits each. They follow the
  /// version and the notices, of which there are three in most sections, four in Utah's and Iowa's and six in the national one.
  private static func optOuts(_ section: Int) -> [Int]? {
    switch section {
    case 7: [18, 20, 22]
    case 8, 9, 10, 12...17, 19...22: [12, 14]
    case 11, 18: [14, 16]
    // From section 23 on the header is different.
    default: nil
    }
  }

  /// The choice for sale, sharing and targeted advertising in a section: 1 is opted out, 2 is not, 0 does not apply. A sub-section
  /// of type 1 repeats the browser's Global Privacy Control.
  private static func verdict(_ section: (id: Int, text: String)) -> ConsentVerdict? {
    guard let places = optOuts(section.id) else { return nil }
    let parts = section.text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard let core = parts.first, var bits = BitReader(core), let version = bits.number(6), version == 1 || version == 2 && section.id == 7
    else { return nil }
    var choices: [Int] = []
    for place in places {
      guard var field = BitReader(core), field.skip(place), let choice = field.number(2) else { return nil }
      choices.append(choice)
    }
    let hasControl = parts.dropFirst().contains { part in
      guard var bits = BitReader(part) else { return false }
      return bits.number(2) == 1 && bits.number(1) == 1
    }
    if hasControl || choices.contains(1) { return ConsentVerdict([.sale: .denied]) }
    return choices.contains(2) ? ConsentVerdict([.sale: .granted]) : nil
  }
}
