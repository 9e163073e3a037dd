/// A registrable domain that is taken for the app's own, and why.
package struct OwnDomain: Equatable, Sendable {
  /// What it is taken for the app's own by, the strongest first.
  package enum Evidence: String, CaseIterable, Sendable {
    /// The reviewer or the policy named it.
    case named
    /// The capture opened a page of it in a window.
    case opened
    /// A page of Atlassian opened it, as a rule in a frame.
    case framed
    /// It answered with a page. Nobody says how the page was opened, as browsers' own tools would.
    case answered
    /// No page was recorded, and most requests say that they come from one of its pages.
    case origin
  }

  package var domain: String
  package var evidence: Evidence
  /// How many requests say that they come from one of its pages.
  package var requests: Int

  package init(domain: String, evidence: Evidence, requests: Int) {
    self.domain = domain
    self.evidence = evidence
    self.requests = requests
  }

  /// Whether it may well be somebody else's.
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
