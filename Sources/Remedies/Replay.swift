import Auditing
package import Detecting
package import Knowledge
package import Payloads

/// How remedies take part in an audit.
package enum Replay: PayloadEditing {
  /// Nothing is changed; each finding is told which changes would take it away.
  case trial(RemedyBook)
  /// Payloads are scanned as they would be after these changes. The app's own domains tell whose requests a policy of the browser spares.
  case changed(RemedyBook, by: Set<Change>, firstParty: Set<String>)

  package func editor(_ destinations: DestinationBook, _ paths: PathTable) -> any PayloadEditor { Editor(self, destinations, paths) }

  package var book: RemedyBook {
    switch self {
    case .trial(let book), .changed(let book, _, _): book
    }
  }

  /// The changes that are made; nil in a trial.
  var changes: Set<Change>? {
    switch self {
    case .trial: nil
    case .changed(_, let changes, _): changes
    }
  }
}
