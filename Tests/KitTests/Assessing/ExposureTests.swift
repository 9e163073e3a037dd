import Testing

@testable import Auditing
@testable import Detecting
@testable import Knowledge

/// The numbers of people and records (GDPR Art. 33(3)(a)), for logs with known numbers.
@Suite struct ExposureTests {
  private func exposures(_ log: String, jobs: Int = 1) throws -> [Exposure] {
    try Audited(log) {
      $0.inventory = true
      $0.jobs = jobs
    }.report.exposures
  }

  private func event(_ number: Int, user: String?, email: String?) -> String {
    let traits = email.map { #""contact":"\#($0)","# } ?? ""
    let identity = user.map { #""userId":"\#($0)","# } ?? ""
    return #"{"type":"track","event":"Form Created",\#(identity)"messageId":"m-\#(number)","properties":{\#(traits)"count":\#(number)}}"#
  }

  @Test func peopleAreCountedByTheirIdentifiers() throws {
    // 600 events of 200 people; every third person has an email address, always the same.
    let log = (0..<600).map { number in
      event(number, user: "u-\(number % 200)", email: number % 3 == 0 ? "person\(number % 200)@acme.example.com" : nil)
    }.joined(separator: "\n")
    let emails = try #require(exposures(log).first { $0.claim == .emails })
    #expect(emails.people == ValueCount(number: 200, isExact: true))
    #expect(emails.values == ValueCount(number: 200, isExact: true))
    #expect(emails.records == 200)
    #expect(try exposures(log, jobs: 2) == exposures(log))
  }

  @Test func withoutIdentifiersValuesAreCounted() throws {
    let log = (0..<30).map { event($0, user: nil, email: "person\($0 % 10)@acme.example.com") }.joined(separator: "\n")
    let emails = try #require(exposures(log).first { $0.claim == .emails })
    #expect(emails.people?.number == 10 && emails.values.number == 10 && emails.records == 30)
  }

  @Test func aBatchHasARecordForEachEvent() throws {
    let events = (0..<4).map { event($0, user: "u-\($0 / 2)", email: "person\($0)@acme.example.com") }.joined(separator: ",")
    let body = #"{"batch":[\#(events)],"writeKey":"k"}"#
    let emails = try #require(
      exposures(Recording.har(Recording.entry("https://api.segment.io/v1/batch", body: body))).first { $0.claim == .emails })
    #expect(emails.people?.number == 4 && emails.values.number == 4 && emails.records == 4)
  }

  @Test func emailAddressesOfOthersArePeopleToo() throws {
    // One user shares with 25 others.
    let log = (0..<50).map { event($0, user: "u-1", email: "person\($0 % 25)@acme.example.com") }.joined(separator: "\n")
    let emails = try #require(exposures(log).first { $0.claim == .emails })
    #expect(emails.people == ValueCount(number: 25, isExact: true) && emails.records == 50)
  }

  @Test func pagesDoNotDistinguishPeople() throws {
    let body = #"{"type":"track","event":"Seen","context":{"page":{"url":"https://forms.app.example/?q=a b","search":"?q=a b"}}}"#
    let pages = try #require(
      exposures(Recording.har(Recording.entry("https://api.segment.io/v1/t", body: body))).first { $0.claim == .pages })
    #expect(pages.people == nil && pages.records == 1 && pages.values.number >= 1)
  }

  @Test func nothingIsCountedUnlessRequested() throws {
    #expect(try Audited(event(1, user: "u-1", email: "person@acme.example.com")).report.exposures.isEmpty)
  }
}
