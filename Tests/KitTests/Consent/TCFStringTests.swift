import Testing

@testable import Knowledge

@Suite struct TCFStringTests {
  /// The example of the IAB's own libraries: three purposes, and vendors 2, 6 and 8 by bits.
  @Test func `the example of the IAB is read`() throws {
    let text =
      "COvFyGBOvFyGBAbAAAENAPCAAOAAAAAAAAAAAEEUACCKAAA.IFoEUQQgAIQwgIwQABAEAAAAOIAACAIAAAAQAIAgEAACEAAAAAgAQBAAAAAAAGBAAgAAAAAAAFAAE"
    let tcf = try #require(TCFString(text))
    #expect((1...24).filter { tcf.consents(to: $0) } == [1, 2, 3])
    #expect((1...24).allSatisfy { !tcf.hasInterest(in: $0) })
    #expect((1...20).filter { tcf.consents(toVendor: $0) } == [2, 6, 8])
    #expect(tcf.verdict.description == "analytics denied, advertising granted, personalisation granted")
  }

  /// The string in the IAB's GPP specification, without any consent.
  @Test func `a string without consent refuses everything`() throws {
    let tcf = try #require(TCFString("CPXxRfAPXxRfAAfKABENB-CgAAAAAAAAAAYgAAAAAAAA"))
    #expect(tcf.verdict == ConsentVerdict([.analytics: .denied, .advertising: .denied, .personalisation: .denied]))
  }

  @Test func `what is agreed to is granted`() throws {
    let all = Array(1...11)
    #expect(TCFString(IABStrings.tcf(all))?.verdict.refuses == false)
    #expect(TCFString(IABStrings.tcf(all, asRange: 700...760))?.verdict.refuses == false)
    // Measuring on a legitimate interest, advertising refused.
    #expect(
      TCFString(IABStrings.tcf([1], interests: [8]))?.verdict.description == "analytics granted, advertising denied, personalisation denied"
    )
    #expect(TCFString(IABStrings.tcf([1, 2], interests: []))?.verdict[.personalisation] == .denied)
  }

  @Test func `without storage or without a vendor nothing is granted`() throws {
    #expect(TCFString(IABStrings.tcf([2, 8]))?.verdict[.analytics] == .denied)
    #expect(TCFString(IABStrings.tcf([2, 8], leavesOutPurposeOne: true))?.verdict[.analytics] == .granted)
    #expect(TCFString(IABStrings.tcf([1, 8], vendors: []))?.verdict[.analytics] == .denied)
  }

  @Test func `vendors are read from bits and from ranges`() throws {
    let bits = try #require(TCFString(IABStrings.tcf([1], vendors: [1, 2, 3, 755])))
    #expect([1, 2, 3, 4, 754, 755, 756].filter { bits.consents(toVendor: $0) } == [1, 2, 3, 755])
    let ranges = try #require(TCFString(IABStrings.tcf([1], asRange: 700...760)))
    #expect([699, 700, 730, 760, 761].filter { ranges.consents(toVendor: $0) } == [700, 730, 760])
  }

  @Test func `other versions and truncated strings are not a signal`() {
    let text = IABStrings.tcf(Array(1...11))
    #expect(TCFString(IABStrings.tcf([1], version: 1)) == nil)
    #expect(TCFString(IABStrings.tcf([1], version: 3)) == nil)
    for length in stride(from: 0, to: text.count - 4, by: 3) { #expect(TCFString(String(text.prefix(length))) == nil, "\(length)") }
    for text in ["", ".", "C", "hello", "${GDPR_CONSENT_755}", "%%GDPR%%", String(repeating: "C", count: 30_000), "C=PXx", "ÄÖÜ"] {
      #expect(TCFString(text) == nil)
    }
  }

  @Test func `noise neither crashes nor takes long`() {
    var numbers = SeededNumbers(11)
    let alphabet = ["A", "C", "D", "P", "x", "_", "-", "9", ".", "~", "/", "é"]
    for _ in 0..<3_000 {
      let text = "C" + numbers.text(of: alphabet, length: 120)
      _ = TCFString(text)?.verdict
      _ = GPPString("D" + text)?.verdict
      _ = USPrivacy.verdict(text)
      _ = GoogleConsent.gcd(text)
    }
    // Ranges that end before they begin, and more of them than there are bits.
    #expect(TCFString(String(repeating: "_", count: 2_000)) == nil)
  }
}
