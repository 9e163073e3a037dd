import Testing

@testable import Auditing
@testable import Detecting
@testable import Knowledge
@testable import Vocabulary

/// What was declared of third parties: Marketplace answers and lists of sub-processors.
@Suite struct DeclarationTests {
  /// The declared third party for a vendor or an unknown host in a list of sub-processors.
  private func party(_ list: String, vendor: String?, host: String = "", file: String = "list.yaml") throws -> String? {
    try SubProcessorFile.declaration(list, file: file).resolved(Standard.book.destinations.destinations)
      .thirdParty(vendor: vendor, host: host)?.name
  }

  @Test(arguments: [
    ("Amplitude, Inc.", "amplitude"), ("Twilio Segment", "segment"), ("Segment.io, Inc.", "segment"),
    ("Functional Software (Sentry)", "sentry"),
    ("INTERCOM R&D Unlimited Company", "intercom"), ("PostHog Inc", "posthog"), ("Google LLC", "ga4"), ("Mixpanel", "mixpanel"),
    ("Datadog, Inc.", "datadog"), ("FullStory", "fullstory"), ("LaunchDarkly (Catamorphic Co.)", "launchdarkly"),
    ("Google Ireland Limited", "google-ads"), ("Functional Software, Inc.", "sentry"), ("Catamorphic Co.", "launchdarkly"),
    ("Peaberry Software, Inc.", "customerio"), ("Joincube, Inc.", "beamer"), ("Meta Platforms Ireland Limited", "meta-pixel"),
    ("X Corp.", "x-pixel"), ("TikTok Technology Limited", "tiktok-pixel"), ("Microsoft Ireland Operations Ltd", "ms-clarity"),
    ("Twilio Ireland Limited", "segment"), ("salesforce.com, inc.", "pardot"), ("Plausible Insights OÜ", "plausible"),
    ("Elasticsearch B.V.", "elastic-apm"), ("InnoCraft Limited", "matomo"), ("Conva Ventures Inc.", "fathom"),
  ])
  func namesAreTakenAsPeopleWriteThem(_ name: String, _ vendor: String) throws {
    #expect(try party("- \(name)", vendor: vendor) == name)
  }

  @Test(arguments: [
    ("Amplitude", "segment"), ("Sentry Insurance", "intercom"), ("Google LLC", "mixpanel"), ("Inc.", "segment"), ("Data", "datadog"),
    ("Project X Ltd", "x-pixel"), ("Functional Foods Inc.", "sentry"), ("Ireland Ltd", "ga4"), ("Harness Racing Ltd", "split"),
    ("Metadata Platforms GmbH", "meta-pixel"),
  ])
  func othersAreNot(_ name: String, _ vendor: String) throws {
    #expect(try party("- \(name)", vendor: vendor) == nil)
  }

  @Test func aSiteIdentifiesTheVendor() throws {
    #expect(try party("- {name: Our CDP, url: 'https://segment.com/legal'}", vendor: "segment") == "Our CDP")
    #expect(try party("- {name: Metrics Ltd, website: metrics.example.net}", vendor: nil, host: "in.metrics.example.net") == "Metrics Ltd")
    #expect(try party("- {name: Quillstone GmbH}", vendor: nil, host: "collect.quillstone.dev") == "Quillstone GmbH")
    #expect(try party("- {name: Quillstone GmbH}", vendor: nil, host: "collect.otherstone.dev") == nil)
  }

  @Test func aTableIsReadByItsColumns() throws {
    let table =
      "\u{FEFF}Sub-processor,Services,\"Processing location\",Website\r\n\"Amplitude, Inc.\",Analytics,\"US; \"\"EU\"\"\",https://amplitude.com\r\n\r\nSentry,Errors,Germany,\r\n"
    let declaration = try SubProcessorFile.declaration(table, file: "dpa.csv")
    let parties = try #require(declaration.thirdParties)
    #expect(parties.map(\.name) == ["Amplitude, Inc.", "Sentry"])
    #expect(parties[0].countries == ["US", "\"EU\""] && parties[0].domain == "amplitude.com" && parties[0].purpose == "Analytics")
    #expect(parties[1].countries == ["Germany"] && parties[1].domain == nil)
  }

  @Test(arguments: ["Company;Country\nSentry;Germany, Ireland\n", "Company\tCountry\nSentry\tGermany, Ireland\n"])
  func semicolonsAndTabsSeparateColumnsToo(_ table: String) throws {
    let parties = try #require(SubProcessorFile.declaration(table, file: "dpa.csv").thirdParties)
    #expect(parties.map(\.name) == ["Sentry"] && parties[0].countries == ["Germany", "Ireland"])
  }

  @Test(arguments: [
    ("dpa.csv", "", "dpa.csv:1:1: the table is empty"),
    ("dpa.csv", "a,b\n1,2", "dpa.csv:1:1: no column is called `name`, `company`, `sub-processor` or `vendor`; there are a, b"),
    ("dpa.csv", "name\n\"open", "dpa.csv:2:1: a quote is not closed"),
    ("dpa.csv", "name,url\n,https://x.example", "dpa.csv:2:1: the row has no name"),
    ("dpa.csv", "name\n\"a\" b\n", "dpa.csv:2:1: unexpected text after the closing quote"),
    ("list.yaml", "", "list.yaml:1:1: the list is empty"),
    ("list.yaml", "- {purpose: p}", "list.yaml:1:3: a sub-processor needs `name`"),
    ("list.yaml", "a: b\nc: d", "expected a list of sub-processors"),
  ])
  func aBadListIsAnErrorWithItsPlace(_ file: String, _ text: String, _ message: String) throws {
    let error = #expect(throws: ConfigurationError.self) { try SubProcessorFile.declaration(text, file: file) }
    #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
  }

  @Test func answersAreReadInTheFormatOfTheAPI() throws {
    let answers = """
      {"appTrustInformation": {
        "dataAccessAndStorage": {"appProcessEUDOutsideAtlassian": true, "typesOfDataAccessed": ["names"]},
        "thirdPartyInformation": {"isEndUserDataShared": true, "thirdPartyDetails": [
          {"name": "Amplitude", "link": "https://amplitude.com", "purpose": "analytics", "thirdPartyCountries": ["US", "Germany"]}]},
        "logDetails": {"logEndUserData": true, "logEUDShareWithThirdParty": false},
        "gdpr": {"dataTransfer": {"isEndUserDataTransferredOutsideEEA": null}},
        "somethingNew": {"a": 1}}}
      """
    let declaration = try DeclarationFile.answers(answers, file: "answers.json")
    #expect(declaration.sharesEndUserData == true && declaration.sharesLogs == false && declaration.leavesEEA == nil)
    #expect(declaration.thirdParties?.map(\.countries) == [["US", "Germany"]])
  }

  @Test(arguments: [
    ("[]", "expected a mapping"), ("{\"a\": 1}", "not the Privacy and Security answers"),
    ("{\"thirdPartyInformation\": {\"isEndUserDataShared\": \"maybe\"}}", "expected true or false"),
    ("{\"thirdPartyInformation\": {\"thirdPartyDetails\": [{\"link\": \"x\"}]}}", "a third party needs `name`"),
  ])
  func badAnswersAreAnErrorWithItsPlace(_ text: String, _ message: String) throws {
    let error = #expect(throws: ConfigurationError.self) { try DeclarationFile.answers(text, file: "answers.json") }
    #expect(error?.description.contains("answers.json:1:") == true && error?.description.contains(message) == true)
  }

  @Test func countriesHaveCodesAndNames() throws {
    let countries = try Countries.embedded()
    for name in ["DE", "deu", "Germany", "European Union", "EEA", "the Netherlands", "No"] {
      #expect(countries.contains(.eu, anyOf: [name]))
    }
    for name in ["US", "USA", "U.S.A.", "United States of America"] { #expect(countries.contains(.us, anyOf: [name])) }
    for name in ["UK", "Switzerland", "us", ""] { #expect(!countries.contains(.eu, anyOf: [name])) }
    for region in Region.allCases { #expect(!countries.contains(region, anyOf: ["Nowhere"])) }
  }
}
