import Captures
package import Knowledge
package import Known
import Vocabulary

/// What the captures reveal as they are read in order: who owns each host, what is public, and what the app's own traffic contains.
///
/// It is a value type: a record that is scanned on another core is judged by a copy that knows only what came before it.
package struct Witness: Sendable {
  /// Who owns each host, as far as the captures have shown.
  package private(set) var parties: Parties
  /// What is public in the current capture.
  var publicDocuments = PublicDocuments()
  /// What the app's own traffic revealed.
  package var ownTraffic: OwnTraffic
  /// The signals of consent in the current capture.
  package internal(set) var signals = ConsentSignals()
  /// What was given before the first capture.
  private let given: OwnTraffic

  init(firstParty: [String], given: OwnTraffic = OwnTraffic()) {
    parties = Parties(firstParty: firstParty)
    self.given = given
    ownTraffic = given
  }

  /// Begins a capture. With `keepsKnown`, what earlier captures revealed counts for it too.
  mutating func begin(keepsKnown: Bool) {
    publicDocuments.removeAll()
    signals.removeAll()
    if !keepsKnown { ownTraffic.reset(to: given) }
    parties.begin()
  }

  /// A witness that knows nothing yet.
  package var emptied: Witness { Witness(firstParty: []) }

  /// Notes which page an exchange came from.
  mutating func note(_ navigation: Navigation, vendor: (String) -> Bool) { parties.note(navigation, vendor: vendor) }
}
