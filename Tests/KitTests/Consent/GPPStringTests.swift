import Testing

@testable import Knowledge

@Suite struct GPPStringTests {
  /// The headers of the IAB's specification: one section, two sections, and a range of two.
  @Test(arguments: [("DBABM", [2]), ("DBACNY", [2, 6]), ("DBABjw", [5, 6]), ("DBABMA", [2]), ("DBABLA", [7])])
  func `headers of the specification are read`(header: String, ids: [Int]) throws {
    let text = ([header] + ids.map { _ in "1YNN" }).joined(separator: "~")
    #expect(try #require(GPPString(text)).sections.map(\.id) == ids)
  }

  @Test func `the examples of the specification are read`() {
    let tcf = "CPXxRfAPXxRfAAfKABENB-CgAAAAAAAAAAYgAAAAAAAA"
    #expect(GPPString("DBABMA~\(tcf)")?.verdict?.description == "analytics denied, advertising denied, personalisation denied")
    #expect(GPPString("DBACNY~\(tcf)~1YNN")?.verdict?[.sale] == .granted)
    #expect(GPPString("DBACNY~\(tcf)~1YYN")?.verdict?[.sale] == .denied)
    // The national section with all notices given and nothing opted out of, and with the browser's control.
    #expect(GPPString("DBABLA~BVVqAAAAAAA.QA")?.verdict == ConsentVerdict([.sale: .granted]))
    #expect(GPPString("DBABLA~BVVqAAAAAAA.YA")?.verdict == ConsentVerdict([.sale: .denied]))
  }

  /// Each opt-out of each section, by itself.
  @Test(arguments: [7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22])
  func `every opt-out of every section counts`(id: Int) {
    let notices = id == 7 ? 6 : id == 11 || id == 18 ? 4 : 3
    let choices = id == 7 ? 3 : 2
    func verdict(_ fields: [Int]) -> ConsentVerdict? {
      GPPString(IABStrings.gpp([(id, IABStrings.section([Int](repeating: 1, count: notices) + fields + [0, 0]))]))?.verdict
    }
    for opted in 0..<choices {
      #expect(verdict((0..<choices).map { $0 == opted ? 1 : 2 }) == ConsentVerdict([.sale: .denied]))
    }
    #expect(verdict([Int](repeating: 2, count: choices)) == ConsentVerdict([.sale: .granted]))
    #expect(verdict([Int](repeating: 0, count: choices)) == nil)
  }

  @Test func `unknown sections are ignored`() {
    let out = IABStrings.section([1, 1, 1, 1, 1])
    #expect(GPPString(IABStrings.gpp([(5, out)]))?.verdict == nil)
    #expect(GPPString(IABStrings.gpp([(40, out)]))?.verdict == nil)
    #expect(GPPString(IABStrings.gpp([(8, IABStrings.section(version: 9, [1, 1, 1, 1, 1]))]))?.verdict == nil)
    #expect(GPPString(IABStrings.gpp([(8, out), (40, out)]))?.verdict == ConsentVerdict([.sale: .denied]))
    #expect(GPPString(IABStrings.gpp([(7, IABStrings.section(version: 2, [1, 1, 1, 1, 1, 1, 1, 2, 2]))]))?.verdict?[.sale] == .denied)
    #expect(GPPString(IABStrings.gpp([(8, "B")]))?.verdict == nil)
  }

  @Test(arguments: [
    "", "~", "D", "DBABM", "DBABM~", "DBABM~a~b", "DAABM~1YNN", "CBABM~1YNN", "DCABM~1YNN", "DBAAA~", "DB__w~1YNN", "DBABAAAAAAAAAAAA~x",
    "D\u{0}B~x", "DBABM~1YNN~",
  ])
  func `malformed strings are not a signal`(text: String) { #expect(GPPString(text)?.verdict == nil) }

  @Test func `US Privacy is read by its third character`() {
    #expect(USPrivacy.verdict("1YYN") == ConsentVerdict([.sale: .denied]))
    #expect(USPrivacy.verdict("1NYN") == ConsentVerdict([.sale: .denied]))
    #expect(USPrivacy.verdict("1yyn") == ConsentVerdict([.sale: .denied]))
    #expect(USPrivacy.verdict("1YNN") == ConsentVerdict([.sale: .granted]))
    for text in ["1---", "1YN", "1YYNN", "2YYN", "1ABC", "", "YYYY", "1 YN", "1Y\u{0}N", "${US_PRIVACY}"] {
      #expect(USPrivacy.verdict(text) == nil)
    }
  }

  @Test func `Google's parameters are read`() {
    #expect(GoogleConsent.gcs("G100")?.description == "analytics denied, advertising denied")
    #expect(GoogleConsent.gcs("G101")?.description == "analytics granted, advertising denied")
    #expect(GoogleConsent.gcs("G110")?.description == "analytics denied, advertising granted")
    #expect(GoogleConsent.gcs("G1-0")?.description == "analytics denied")
    for text in ["G1--", "G10", "G1000", "g100", "G2", "G200", "G1x0", "", "G1 1", "100"] { #expect(GoogleConsent.gcs(text) == nil) }
    #expect(GoogleConsent.gcd("11t1t1t1t5")?.refuses == false)
    #expect(GoogleConsent.gcd("13p3p3p2p5")?.description == "analytics denied, advertising denied, personalisation denied")
    #expect(GoogleConsent.gcd("11r1m1l1u5")?.description == "analytics denied, advertising granted, personalisation denied")
    #expect(GoogleConsent.gcd("13l3l3l2l1l1") == nil)
    for text in ["", "1", "11t1t1t1", "21t1t1t1t5", "11z1t1t1t5", "1t1t1t1t15", "11t1t1t1t5~", "ttttttttt", "1111111111", "11T1T1T1T5"] {
      #expect(GoogleConsent.gcd(text) == nil)
    }
    #expect(GoogleConsent.npa("1")?[.personalisation] == .denied)
    #expect(GoogleConsent.npa("0") == nil)
  }
}
