/// The core of a TC string of IAB Europe's Transparency and Consent Framework, version 2.
///
/// Source: IAB Tech Lab, Consent string and vendor list formats v2. Fields before the purposes: version 6 bits, created 36, updated
/// 36, CMP 12, CMP version 12, screen 6, language 12, vendor list 12, policy 6, service-specific 1, non-standard texts 1, special
/// features 12.
package struct TCFString: Equatable, Sendable {
  /// The purposes with consent, and those with a legitimate interest that was not objected to: purpose 1 is the highest of 24 bits.
  private let consents: Int
  private let interests: Int
  /// Whether purpose 1 was not asked about, as some publishers' countries require.
  private let leavesOutPurposeOne: Bool
  /// The vendors with consent, and those with a legitimate interest.
  private let vendorConsents: [ClosedRange<Int>]
  private let vendorInterests: [ClosedRange<Int>]

  /// Nil for anything but a complete TC string of version 2.
  package init?(_ text: String) {
    guard let core = text.utf8.split(separator: UInt8(ascii: "."), maxSplits: 1).first, var bits = BitReader(core), bits.number(6) == 2,
      bits.skip(146), let consents = bits.number(24), let interests = bits.number(24), let leavesOut = bits.number(1), bits.skip(12),
      let vendorConsents = Self.vendors(&bits), let vendorInterests = Self.vendors(&bits)
    else { return nil }
    (self.consents, self.interests, leavesOutPurposeOne) = (consents, interests, leavesOut == 1)
    (self.vendorConsents, self.vendorInterests) = (vendorConsents, vendorInterests)
  }

  /// Reads a list of vendors: a bit for each, or ranges of their IDs.
  private static func vendors(_ bits: inout BitReader) -> [ClosedRange<Int>]? {
    guard let last = bits.number(16), let isRanges = bits.number(1) else { return nil }
    var vendors: [ClosedRange<Int>] = []
    if isRanges == 0 {
      guard last > 0 else { return vendors }
      for vendor in 1...last {
        guard let bit = bits.number(1) else { return nil }
        guard bit == 1 else { continue }
        if let known = vendors.last, known.upperBound == vendor - 1 {
          vendors[vendors.count - 1] = known.lowerBound...vendor
        } else {
          vendors.append(vendor...vendor)
        }
      }
      return vendors
    }
    guard let count = bits.number(12) else { return nil }
    for _ in 0..<count {
      guard let isRange = bits.number(1), let start = bits.number(16), let end = isRange == 1 ? bits.number(16) : start, start <= end else {
        return nil
      }
      vendors.append(start...end)
    }
    return vendors
  }

  /// Whether there is consent to a purpose, 1 to 24.
  package func consents(to purpose: Int) -> Bool { consents >> (24 - purpose) & 1 == 1 }

  /// Whether there is a legitimate interest in a purpose, 1 to 24, that was not objected to.
  package func hasInterest(in purpose: Int) -> Bool { interests >> (24 - purpose) & 1 == 1 }

  /// Whether there is consent to a vendor, by its ID in the Global Vendor List.
  package func consents(toVendor vendor: Int) -> Bool { vendorConsents.contains { $0.contains(vendor) } }

  /// The verdict. Without purpose 1 nothing may be stored on the device, so no identifier; without a vendor no one may do anything.
  /// Advertising is purposes 2 to 4 and 7, analytics purposes 8 and 9.
  package var verdict: ConsentVerdict {
    let isOpen = (leavesOutPurposeOne || consents(to: 1)) && !(vendorConsents.isEmpty && vendorInterests.isEmpty)
    func choice(_ purposes: [Int]) -> ConsentChoice {
      isOpen && purposes.contains { consents(to: $0) || hasInterest(in: $0) } ? .granted : .denied
    }
    return ConsentVerdict([.analytics: choice([8, 9]), .advertising: choice([2, 3, 4, 7]), .personalisation: choice([3, 4])])
  }
}
