/// A registrable domain that counts as the app's own, and why.
package struct OwnDomain: Equatable, Sendable {
  /// Why it counts as the app's own, the strongest reason first.
  package enum Evidence: String, CaseIterable, Sendable {
    /// The reviewer or the policy named it.
    case named
    /// The capture opened a page of it in a window.
    case opened
    /// A page of Atlassian opened it, usually in a frame.
    case framed
    /// It responded with a page. How the page was opened was not recorded, as browsers' own tools would.
    case answered
    /// No page was recorded, and most requests come from one of its pages, according to their headers.
    case origin
  }

  package var domain: String
  package var evidence: Evidence
  /// The number of requests that come from one of its pages.
  package var requests: Int

  package init(domain: String, evidence: Evidence, requests: Int) {
    self.domain = domain
    self.evidence = evidence
    self.requests = requests
  }

  /// Whether it may well belong to someone else.
  package var isGuess: Bool { evidence == .answered || evidence == .origin }

  /// The evidence in words.
  package var reason: String {
    switch evidence {
    case .named: "set by you"
    case .opened: "a page of it was opened"
    case .framed: "embedded by an Atlassian page"
    case .answered: "a guess: it served a page"
    case .origin: "a guess: \(requests) requests came from its pages"
    }
  }
}
