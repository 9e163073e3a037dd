package import Knowledge

/// One consent signal in a capture: its kind, its content, and the record from which on it applies.
package struct ConsentSignal: Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    /// A cookie of a consent tool.
    case cookie
    case tcf, gpp
    case usPrivacy = "us-privacy"
    case googleConsent = "google-consent"
    /// Headers of the browser: Global Privacy Control and Do Not Track.
    case gpc, dnt

    /// Whether a consent tool writes it, not a tag or the browser.
    package var isOfTool: Bool {
      switch self {
      case .cookie, .tcf, .gpp, .usPrivacy: true
      case .googleConsent, .gpc, .dnt: false
      }
    }
  }

  package var kind: Kind
  /// The consent tool, or the standard.
  package var name: String
  package var verdict: ConsentVerdict
  /// The number of the first record that it applies to: the one that contains it, or the one after if it is in a response.
  package var from: Int
  package var origin: Origin

  /// Whether it was in a response.
  package var isAnswered: Bool { from > origin.number }

  /// The signal as the source of a finding. It shows the choices, and nothing of the value.
  package var source: Source { Source(what: "\(name) signal (\(verdict.description))", origin: origin) }

  /// Global Privacy Control or Do Not Track in the headers of one request.
  package static func header(_ kind: Kind, record: Int, capture: String) -> ConsentSignal {
    let origin = Origin(.signalled, number: 0, record: record, capture: capture, field: kind == .gpc ? "header.sec-gpc" : "header.dnt")
    return ConsentSignal(
      kind: kind, name: kind == .gpc ? "Global Privacy Control" : "Do Not Track",
      verdict: kind == .gpc ? ConsentVerdict([.sale: .denied]) : ConsentVerdict([.analytics: .denied, .advertising: .denied]), from: 0,
      origin: origin)
  }
}

/// The consent signals of a capture in the order of its records. A record is judged by the signals up to it, even if later records
/// have been read.
package struct ConsentSignals: Sendable {
  /// The requests with a consent header of the browser.
  package struct Headers: Sendable {
    /// The index of the first record, and the path of the capture.
    package var record: Int
    package var capture: String
    package var requests = 0
  }

  /// The signals that changed something. A repeated signal adds nothing.
  package private(set) var list: [ConsentSignal] = []
  package private(set) var headers: [ConsentSignal.Kind: Headers] = [:]
  private var latest: [String: ConsentVerdict] = [:]

  /// The maximum number of changes kept for one capture.
  package static let most = 1_000

  package init() {}

  /// Removes all signals, for the next capture.
  package mutating func removeAll() { self = ConsentSignals() }

  package mutating func add(_ signal: ConsentSignal) {
    let place = "\(signal.kind.rawValue) \(signal.name) \(signal.origin.field)"
    guard list.count < Self.most, latest[place] != signal.verdict else { return }
    latest[place] = signal.verdict
    list.append(signal)
  }

  /// Counts a request with a consent header of the browser.
  package mutating func add(header kind: ConsentSignal.Kind, record: Int, capture: String) {
    headers[kind, default: Headers(record: record, capture: capture)].requests += 1
  }

  /// Whether there was no signal up to a record.
  package func isSilent(at number: Int) -> Bool { list.first.map { $0.from > number } ?? true }

  /// The latest signal for a purpose up to a record, if it is a refusal.
  package func refusal(of purpose: ConsentPurpose, at number: Int) -> ConsentSignal? {
    guard let signal = list.last(where: { $0.from <= number && $0.verdict[purpose] != nil }), signal.verdict[purpose] == .denied else {
      return nil
    }
    return signal
  }

  /// The refusal that applies to messaging tools: of functional purposes, or of analytics if there is no signal for those.
  package func refusalOfMessaging(at number: Int) -> ConsentSignal? {
    let isNamed = list.contains { $0.from <= number && $0.verdict[.functional] != nil }
    return refusal(of: isNamed ? .functional : .analytics, at: number)
  }
}
