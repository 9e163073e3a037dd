internal import PublicSuffix

/// Separates the app's own hosts from others, once the whole capture has been read.
///
/// The app's own are the hosts of the registrable domains that the reviewer named, or of the documents that the capture opened: the
/// page itself, and the frame that an Atlassian page opened. If it is unknown how a document was opened, it counts if it is the
/// first of its page, or if many requests come from it, because trackers respond with HTML too. If a capture has no documents, its
/// requests still show the page that they come from.
package struct Parties: Sendable {
  /// What captures show about whose hosts are whose; it can be added up.
  package struct Evidence: Equatable, Sendable {
    /// The domains whose pages were opened in a window.
    package var opened: Set<String> = []
    /// The domains of frames, and of documents that may be frames, by the hosts of the pages that opened them.
    package var frames: [String: Set<String>] = [:]
    /// The domains that responded with a document, and whether it was the first of its page.
    package var answered: [String: Bool] = [:]
    /// How many requests come from the pages of a domain.
    package var sources: [String: Int] = [:]

    package init() {}

    package mutating func merge(_ other: Self) {
      opened.formUnion(other.opened)
      frames.merge(other.frames) { $0.union($1) }
      answered.merge(other.answered) { $0 || $1 }
      sources.merge(other.sources, uniquingKeysWith: +)
    }

    /// Whether a document's domain is one that people open: it came first and nothing was opened for certain, or a considerable
    /// share of the requests comes from it, more than from a frame.
    fileprivate func counts(_ domain: String) -> Bool {
      if answered[domain] ?? false, opened.isEmpty { return true }
      let most = sources.values.max() ?? 0
      return sources[domain].map { $0 >= 3 && $0 * 3 >= most } ?? false
    }
  }

  private let named: Set<String>
  /// What earlier captures show, and what the current one shows.
  private var before = Evidence()
  private var current = Evidence()
  /// The page of the current capture with the last document.
  private var lastPage: String?
  private var hasDocument = false

  /// `firstParty` are hosts or domains; everything below their registrable domain is the app's own.
  package init(firstParty: [String]) {
    named = Set(firstParty.map { Self.domain(of: $0.lowercased()) })
  }

  /// What all captures show.
  package var evidence: Evidence {
    var evidence = before
    evidence.merge(current)
    return evidence
  }

  /// Adds what other captures show.
  package mutating func merge(_ evidence: Evidence) { before.merge(evidence) }

  /// Begins a capture.
  package mutating func begin() {
    before.merge(current)
    current = Evidence()
    (lastPage, hasDocument) = (nil, false)
  }

  /// Adds an exchange; `vendor` says whether a host is a known vendor's, whose frames are not the app.
  package mutating func note(_ navigation: Navigation, vendor: (String) -> Bool) {
    if let opening = navigation.opening, let host = navigation.host, !vendor(host) {
      let domain = Self.domain(of: host)
      switch opening {
      case .window: current.opened.insert(domain)
      // A frame is the app's if an Atlassian page opened it, or the app's own page did; others are embedded by the app.
      case .frame: if let source = navigation.source { current.frames[source, default: []].insert(domain) }
      case .unknown:
        let isFromElsewhere = navigation.source.map { Self.domain(of: $0) != domain } ?? false
        // Whatever a page of Atlassian opens is the app, in a frame or not.
        if let source = navigation.source { current.frames[source, default: []].insert(domain) }
        let isFirst = !hasDocument || navigation.page != lastPage
        current.answered[domain] = current.answered[domain] ?? false || isFirst && !isFromElsewhere
      }
      (lastPage, hasDocument) = (navigation.page, true)
    }
    if let source = navigation.source, !vendor(source) { current.sources[Self.domain(of: source), default: 0] += 1 }
  }

  /// The domains that are the app's own, by name; `platform` says whether a domain is Atlassian's.
  package func ownDomains(platform: (String) -> Bool) -> [OwnDomain] {
    let evidence = evidence
    var found: [String: OwnDomain.Evidence] = [:]
    if named.isEmpty {
      for domain in evidence.answered.keys where evidence.counts(domain) { found[domain] = .answered }
      for (page, domains) in evidence.frames where platform(page) { for domain in domains { found[domain] = .framed } }
      for domain in evidence.opened { found[domain] = .opened }
      found = found.filter { !platform($0.key) }
      if found.isEmpty,
        let busiest = evidence.sources.filter({ !platform($0.key) }).max(by: { ($0.value, $1.key) < ($1.value, $0.key) })
      {
        found[busiest.key] = .origin
      }
    } else {
      for domain in named { found[domain] = .named }
    }
    return found.map { OwnDomain(domain: $0.key, evidence: $0.value, requests: evidence.sources[$0.key] ?? 0) }
      .sorted { $0.domain < $1.domain }
  }

  /// Whether the current capture has shown so far that a host is the app's own.
  package func isOwnSoFar(_ host: String, platform: (String) -> Bool) -> Bool {
    let domain = Self.domain(of: host)
    guard named.isEmpty else { return named.contains(domain) }
    if current.opened.contains(domain) || current.answered[domain] ?? false { return true }
    return current.frames.contains { page, domains in domains.contains(domain) && platform(page) }
  }

  /// Whether the app's own page is known by now: it was named, or the current capture has opened one.
  package func knowsPage(platform: (String) -> Bool) -> Bool {
    !named.isEmpty || !current.opened.isEmpty || current.answered.values.contains(true) || current.frames.keys.contains(where: platform)
  }

  /// The registrable domain of a host; the host itself if it has none (an IP address, `localhost`).
  package static func domain(of host: String) -> String { PublicSuffix.registrableDomain(of: host) ?? host }
}
