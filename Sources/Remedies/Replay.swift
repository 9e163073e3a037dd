import Auditing
package import Detecting
package import Knowledge
package import Payloads

/// How remedies take part in an audit.
package enum Replay: PayloadEditing {
  /// Nothing is changed; each finding gets the changes that would remove it.
  case trial(RemedyBook)
  /// Payloads are scanned as if these changes were in place. A browser policy does not apply to requests to the app's own domains.
  case changed(RemedyBook, by: Set<Change>, firstParty: Set<String>)

  package func editor(_ destinations: DestinationBook, _ paths: PathTable) -> any PayloadEditor { Editor(self, destinations, paths) }

  package var book: RemedyBook {
    switch self {
    case .trial(let book), .changed(let book, _, _): book
    }
  }

  /// The changes that are applied; nil in a trial.
  var changes: Set<Change>? {
    switch self {
    case .trial: nil
    case .changed(_, let changes, _): changes
    }
  }
}
