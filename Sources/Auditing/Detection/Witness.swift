import Captures
package import Knowledge
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
  /// What the app's own traffic of the capture at hand says.
  var ownTraffic = OwnTraffic()

  init(firstParty: [String]) {
    parties = Parties(firstParty: firstParty)
  }

  /// Begins a capture.
  mutating func begin() {
    publicDocuments.removeAll()
    ownTraffic.removeAll()
    parties.begin()
  }

  /// One that has been told nothing.
  package var emptied: Witness { Witness(firstParty: []) }

  /// Notes whose pages exchanges come from.
  mutating func note(_ navigation: Navigation, vendor: (String) -> Bool) { parties.note(navigation, vendor: vendor) }
}
