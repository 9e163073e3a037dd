import Captures
package import Knowledge
package import Known
import Vocabulary

/// What the captures say of themselves as they are read in order: whose hosts are whose, what anybody can read, and what the app's own
/// traffic says.
///
/// It is a value: records that are scanned on other cores are judged by a copy of it, by what came before each.
package struct Witness: Sendable {
  /// Whose hosts are whose, as far as the captures have told.
  package private(set) var parties: Parties
  /// What anybody can read of the capture at hand.
  var publicDocuments = PublicDocuments()
  /// What the app's own traffic says.
  package var ownTraffic: OwnTraffic
  /// What the capture at hand signals of consent.
  package internal(set) var signals = ConsentSignals()
  /// What was known from the beginning.
  private let given: OwnTraffic

  init(firstParty: [String], given: OwnTraffic = OwnTraffic()) {
    parties = Parties(firstParty: firstParty)
    self.given = given
    ownTraffic = given
  }

  /// Begins a capture; `keepsKnown` says whether what the captures before it told counts for it too.
  mutating func begin(keepsKnown: Bool) {
    publicDocuments.removeAll()
    signals.removeAll()
    if !keepsKnown { ownTraffic.reset(to: given) }
    parties.begin()
  }

  /// One that has been told nothing.
  package var emptied: Witness { Witness(firstParty: []) }

  /// Notes whose pages exchanges come from.
  mutating func note(_ navigation: Navigation, vendor: (String) -> Bool) { parties.note(navigation, vendor: vendor) }
}
