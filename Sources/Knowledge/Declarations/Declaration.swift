import Payloads
import PublicSuffix
import Vocabulary

/// What an app's provider has declared about who receives data: the Marketplace's "Privacy and Security" answers, or a list of
/// sub-processors in a privacy policy or a contract.
package struct Declaration: Sendable {
  package enum Kind: Sendable {
    case marketplace, subProcessors
  }

  /// A third party that is declared to receive data.
  package struct ThirdParty: Sendable {
    package var name: String
    /// The registrable domain of its site; nil if none is given.
    package var domain: String?
    package var purpose: String?
    /// As written in the declaration.
    package var countries: [String]

    init(name: String, link: String?, purpose: String?, countries: [String]) {
      self.name = name
      domain = link.flatMap(HostPattern.init).flatMap { PublicSuffix.registrableDomain(of: $0.description) }
      self.purpose = purpose
      self.countries = countries
    }
  }

  package var kind: Kind
  /// The path of the file, as messages name it.
  package var file: String
  /// Nil if it does not list third parties.
  package var thirdParties: [ThirdParty]?
  /// Whether end-user data reaches third parties.
  package var sharesEndUserData: Bool?
  /// Whether logs with end-user data reach third parties.
  package var sharesLogs: Bool?
  /// Whether end-user data leaves the European Economic Area.
  package var leavesEEA: Bool?
  /// The numbers of third parties by the IDs of vendors, and for unknown hosts by their domain or its first label.
  private var vendors: [String: Int] = [:]
  private var names: [String: Int] = [:]

  init(kind: Kind, file: String) {
    self.kind = kind
    self.file = file
  }

  /// The same declaration, with its third parties matched to vendors.
  ///
  /// Declarations contain the company's name with its legal form, the product's name, or both, so names match if the words of one
  /// are in the other.
  package func resolved(_ destinations: [Destination]) -> Declaration {
    var declaration = self
    for (number, party) in (thirdParties ?? []).enumerated() {
      let words = Self.words(party.name)
      for destination in destinations where destination.isNamed(words, domain: party.domain) {
        declaration.vendors[destination.id] = declaration.vendors[destination.id] ?? number
      }
      for name in [party.domain, PathTable.name(of: party.name), words.joined()].compactMap(\.self) where !name.isEmpty {
        declaration.names[name] = declaration.names[name] ?? number
      }
    }
    return declaration
  }

  /// The declared third party for a vendor or an unknown host; nil if there is none.
  package func thirdParty(vendor id: String?, host: String) -> ThirdParty? {
    number(vendor: id, host: host).flatMap { thirdParties?[$0] }
  }

  private func number(vendor id: String?, host: String) -> Int? {
    if let id, let number = vendors[id] { return number }
    guard let domain = PublicSuffix.registrableDomain(of: host) else { return names[host] }
    return names[domain] ?? (id == nil ? domain.split(separator: ".").first.flatMap { names[String($0)] } : nil)
  }

  /// The words of a name in lower case, without the company's legal form and national branch.
  fileprivate static func words(_ name: String) -> [String] {
    var words: [String] = []
    var wasLetter = false
    for word in name.lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber }) {
      // `B.V.` is one word, like `BV`.
      if word.count == 1, wasLetter { words[words.count - 1] += word } else { words.append(String(word)) }
      wasLetter = word.count == 1
    }
    let bare = words.filter { !forms.contains($0) && !branches.contains($0) }
    return bare.isEmpty ? words : bare
  }

  private static let forms: Set = [
    "inc", "incorporated", "llc", "ltd", "limited", "gmbh", "ag", "corp", "corporation", "co", "company", "plc", "bv", "nv", "ab", "as",
    "sa", "sas", "sarl", "srl", "oy", "oü", "aps", "pty", "pbc", "unlimited", "com", "io",
  ]

  /// `Google Ireland Limited` and `Meta Platforms Ireland` mean Google and Meta in a list.
  private static let branches: Set = [
    "ireland", "international", "emea", "europe", "european", "eu", "uk", "us", "usa", "america", "americas", "australia", "deutschland",
    "germany", "france", "netherlands", "nederland", "operations", "holdings", "group",
  ]
}

extension Destination {
  /// Whether a declared name, by its words, or the domain of a declared site is this vendor's.
  fileprivate func isNamed(_ declared: [String], domain: String?) -> Bool {
    if let domain, hosts.contains(where: { $0 == domain || $0.hasSuffix(".\(domain)") }) { return true }
    // A company's name must match completely: `X Corp.` does not match every name with an X.
    if companies.contains(where: { Declaration.words($0) == declared }) { return true }
    return ([name, id] + knownAs).contains { name in
      let known = Declaration.words(name)
      // `Amplitude, Inc.` is Amplitude, `Twilio Segment` is Segment, and `Google` includes Google Analytics.
      guard !known.isEmpty, !declared.isEmpty else { return false }
      return known.starts(with: declared) || declared.indices.contains { declared[$0...].starts(with: known) }
    }
  }
}
