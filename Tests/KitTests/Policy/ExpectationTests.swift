import Testing

@testable import Auditing
@testable import Detecting
@testable import Knowledge
@testable import Reports
@testable import Vocabulary

/// Opt-out, declared destinations, regions, and the Forge manifest.
@Suite struct ExpectationTests {
  // MARK: Opting out

  @Test func dataSentAfterAnOptOutIsFound() throws {
    let audited = try Audited(contentsOf: "optout-broken.har") { $0.isOptedOut = true }
    let spoke = audited.findings("opted-out-event")
    #expect(Set(spoke.map(\.destination)).isSuperset(of: ["intercom", "beamer"]))
    #expect(spoke.allSatisfy { $0.severity == .critical })
    #expect(audited.report.silentCaptures.isEmpty && !audited.text.contains("was told anything"))
    #expect(audited.report.causes.filter { $0.lead.rule.id == "opted-out-event" }.count == 1)
    #expect(try Audited(contentsOf: "optout-broken.har").findings("opted-out-event").isEmpty)
  }

  @Test func policyNamesTheCapturesOfCustomersWhoOptedOut() throws {
    let policy = try PolicyFileTests.policy("opt_out: ['optout-*.har']")
    #expect(try !Audited(contentsOf: "optout-broken.har") { $0.policy = policy }.findings("opted-out-event").isEmpty)
    #expect(try Audited(contentsOf: "connect-segment-leaky.har") { $0.policy = policy }.findings("opted-out-event").isEmpty)
  }

  @Test func errorReportsAndTheAppItselfAreAllowed() throws {
    let capture = Recording.har(
      Recording.document("https://www.app.test/"), Recording.entry("https://www.app.test/api/forms", body: #"{"id":1}"#),
      Recording.entry("https://o1.ingest.sentry.io/api/2/envelope/", body: "{}"),
      Recording.entry("https://cdn.example/a.woff2", method: "GET"))
    let audited = try Audited(capture) { $0.isOptedOut = true }
    #expect(audited.findings.filter { $0.rule.category == .consent }.isEmpty)
    #expect(audited.report.silentCaptures.count == 1)
    let held = "no known analytics, replay, messaging or advertising service received anything: 1 capture."
    #expect(audited.text.split(separator: "\n").joined(separator: " ").contains(held))
    #expect(audited.json.contains("\"optedOut\": true"))
    #expect(ReportFormat.markdown.render(audited.report).contains(held))
    #expect(try Audited(capture).report.silentCaptures.isEmpty)
    // Ignored hosts may have received anything.
    let policy = try PolicyFileTests.policy("ignored_hosts: [cdn.example]")
    #expect(
      try Audited(capture) {
        $0.isOptedOut = true
        $0.policy = policy
      }.report.silence == nil)
  }

  @Test func eventsOfALogCountToo() throws {
    let log = #"{"type":"track","event":"A","userId":"u","messageId":"m","projectId":"p","integrations":{}}"# + "\n"
    let found = try Audited(log) { $0.isOptedOut = true }.findings("opted-out-event")
    #expect(found.map(\.count) == [1])
  }

  // MARK: Destinations and regions

  private let traffic = Recording.har(
    Recording.document("https://www.app.test/"), Recording.entry("https://us.i.posthog.com/e/", body: #"{"event":"a"}"#),
    Recording.entry("https://collect.example/v1", body: "{}"),
    Recording.entry("https://demo.atlassian.net/rest/api/3/myself", method: "GET"))

  private func audited(_ policy: String) throws -> Audited {
    let policy = try PolicyFileTests.policy(policy)
    return try Audited(traffic) { $0.policy = policy }
  }

  @Test func unlistedDestinationsAreFoundIfThereIsAList() throws {
    #expect(try audited("destinations: [{id: posthog}]").findings("undeclared-destination").map(\.destination) == ["collect.example"])
    #expect(try audited("destinations: []").findings("undeclared-destination").map(\.destination) == ["collect.example", "posthog"])
    #expect(try audited("first_party: www.app.test").findings("undeclared-destination").isEmpty)
  }

  @Test func listedDestinationsAreKnown() throws {
    #expect(try audited("destinations: [{id: posthog}, {id: collect.example}]").findings("unlisted-destination").isEmpty)
    #expect(try audited("destinations: [{id: posthog}]").findings("unlisted-destination").map(\.destination) == ["collect.example"])
  }

  @Test func dataSentToAnotherRegionIsFound() throws {
    #expect(try audited("destinations: [{id: posthog, region: eu}]").findings("wrong-region").map(\.destination) == ["posthog"])
    #expect(try audited("destinations: [{id: posthog, region: us}]").findings("wrong-region").isEmpty)
  }

  @Test func regionsAreOfTheVendorsOwnHosts() throws {
    for destination in try Standard.book.destinations.destinations {
      for (_, hosts) in destination.regions {
        for host in hosts {
          let name = host.description.replacing("*.", with: "")
          #expect(
            destination.hosts.contains { $0 == name || $0.hasPrefix("*.") && (".\(name)").hasSuffix($0.dropFirst()) },
            "\(destination.id): \(name)")
        }
      }
    }
  }

  // MARK: The manifest

  private func audited(manifest: String) throws -> Audited {
    let manifest = try ManifestFile.manifest(manifest, file: "manifest.yml")
    return try Audited(
      Recording.har(
        Recording.document("https://www.app.test/"),
        Recording.entry(
          "https://api.segment.io/v1/t", body: #"{"type":"track","event":"A","context":{"page":{"title":"Redundancies in Leeds"}}}"#),
        Recording.entry("https://collect.example/v1?n=1", method: "GET"),
        Recording.entry("https://as.atlassian.com/api/v1/batch", body: "{}"))
    ) { $0.manifest = manifest }
  }

  @Test func everyThirdPartyHostMustBeDeclared() throws {
    let audited = try audited(manifest: "permissions: {external: {fetch: {client: ['*.segment.io']}, images: []}}")
    #expect(audited.findings("undeclared-egress").map(\.destination) == ["collect.example"])
    let all = try self.audited(
      manifest: "permissions: {external: {fetch: {client: ['*.segment.io']}, images: ['https://collect.example']}}")
    #expect(all.findings("undeclared-egress").isEmpty)
  }

  @Test func anEgressWithoutEndUserDataMustReceiveNone() throws {
    let text = "permissions: {external: {fetch: {client: [{address: '*.segment.io', category: analytics, inScopeEUD: false}]}}}"
    #expect(try audited(manifest: text).findings("undeclared-end-user-data").map(\.destination) == ["segment"])
    #expect(try audited(manifest: text.replacing(", inScopeEUD: false", with: "")).findings("undeclared-end-user-data").isEmpty)
  }

  @Test func anEgressOfTheBackendIsNotForTheBrowser() throws {
    let text = """
      app: {id: made-up}
      permissions:
        external:
          fetch:
            backend:
              - address: '*.segment.io'
                category: analytics
              - remote: connect
      remotes:
        - key: connect
          baseUrl: https://collect.example
      """
    let audited = try audited(manifest: text)
    #expect(audited.findings("backend-egress-in-browser").map(\.destination) == ["collect.example", "segment"])
    #expect(audited.findings("undeclared-egress").isEmpty)
    let unused = try self.audited(manifest: text.replacing("        - remote: connect\n", with: ""))
    #expect(unused.findings("backend-egress-in-browser").map(\.destination) == ["segment"])
    let log = #"{"type":"track","event":"A","userId":"u","messageId":"m","projectId":"p","integrations":{}}"# + "\n"
    let manifest = try ManifestFile.manifest(text, file: "manifest.yml")
    #expect(try Audited(log) { $0.manifest = manifest }.findings("backend-egress-in-browser").isEmpty)
  }

  @Test(arguments: [
    ("", "manifest.yml:1:1: the manifest is empty"), ("name: x", "manifest.yml:1:1: not a Forge manifest"),
    ("permissions: {external: {fetch: {client: [{address: 'not a host'}]}}}", "manifest.yml:1:53: expected a URL or host"),
    ("permissions: {external: {fetch: {client: [{address: a.example, inScopeEUD: maybe}]}}}", "manifest.yml:1:76: expected true or false"),
    ("permissions: [", "manifest.yml:"),
  ])
  func whatIsNoManifestIsAnErrorWithItsPlace(text: String, message: String) {
    let error = #expect(throws: ConfigurationError.self) { _ = try ManifestFile.manifest(text, file: "manifest.yml") }
    #expect(error?.description.hasPrefix(message) ?? false, "\(error?.description ?? "")")
  }

  /// Forge checks everything else in a manifest.
  @Test func aManifestOfForgeIsRead() throws {
    let manifest = try ManifestFile.manifest(
      """
      modules:
        jira:issuePanel:
          - key: panel
            resource: main
      resources:
        - key: main
          path: static/build
      app:
        runtime: {name: nodejs22.x}
        id: ari:cloud:ecosystem::app/00000000-0000-0000-0000-000000000000
      permissions:
        scopes: ['read:jira-work']
        content:
          styles: [unsafe-inline]
        external:
          fetch:
            backend: ['https://api.vendor.example/*']
            client:
              - address: https://eu.i.posthog.com
                category: analytics
                inScopeEUD: false
          scripts: ['*.vendor.example', 'https://*']
      """, file: "manifest.yml")
    #expect(manifest.egresses.map(\.host.description) == ["api.vendor.example", "eu.i.posthog.com", "*.vendor.example", "*"])
    #expect(manifest.egresses.map(\.isClient) == [false, true, true, true])
    #expect(manifest.egresses.map(\.inScopeEUD) == [true, false, true, true])
  }
}
