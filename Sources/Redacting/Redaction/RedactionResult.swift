import Auditing
import Bytes
package import Knowledge
package import Vocabulary

/// What a redaction removed, without the values.
package struct RedactionResult: Sendable {
  /// The result for one capture.
  package struct Capture: Sendable {
    package var input: String
    /// Nil if nothing was written.
    package var output: String?
    package var inputDigest = ""
    package var outputDigest = ""
    package var records: Int
    /// How many texts were removed as a whole because they could not be examined.
    package var unexamined: Int
    /// Entries of an archive that no capture refers to, which were left out.
    package var leftOut: [String]

    package init(input: String, output: String?, _ rewritten: Redaction.Rewritten) {
      self.input = input
      self.output = output
      (records, unexamined, leftOut) = (rewritten.records, rewritten.unexamined, rewritten.leftOut)
    }
  }

  /// One removed value.
  package struct Removed: Sendable {
    package var category: Category
    package var placeholder: Placeholder
    /// The masked value.
    package var excerpt: String
    /// The number of places where it was.
    package var places: Int
  }

  /// What a redaction searches for, which is the meaning of "nothing is left"; text of the certificate.
  package static let lookedFor = [
    "what the rules find: credentials, personal data, page context and user content",
    "cookies, credential headers, and values whose name says that they are secrets",
    "strings of 16 and more characters that look random",
    "tokens in links that work once, private keys, passwords in URLs",
    "copies of all of these: in any case, escaped, percent-encoded, in base64 and hex, in compressed bodies, cut short to 12 and more characters",
    "names, email addresses and phone numbers learned from the app's own traffic, wherever they occur",
    "MD5, SHA-1, SHA-256 and SHA-512 of email addresses, phone numbers and names; for the first \(ValueBook.mostInDepth) of them every spelling, and every digest of it that an audit knows",
  ]

  /// Where it searches.
  package static let lookedInto = [
    "requests and responses of every host: URLs, headers, cookies, queries, forms and bodies of every type",
    "WebSocket messages in both directions, redirects, page titles, initiators, comments and members that recorders add",
    "files that a capture refers to, and the text between the lines of a log",
  ]

  /// What is not decoded completely.
  package static let notDecoded = [
    "scripts, styles, pictures and fonts of public hosts and vendors: only copies of removed values are searched for",
    "pictures, fonts and other binary bodies: searched for text, and not decoded",
    "bodies in encodings that captures do not undo, such as Brotli: searched as bytes where they are responses, removed whole where they were sent",
  ]

  package var captures: [Capture]
  /// What was kept on purpose.
  package var kept: Kept
  /// The values, by category and kind, in the order of their first occurrence.
  package var removed: [Removed]

  package init(_ captures: [Capture], _ redaction: borrowing Redaction) {
    self.captures = captures
    kept = redaction.kept
    let (entries, places) = (redaction.values.entries, redaction.places)
    removed = entries.indices.filter { places[$0] != nil }.map { number in
      let entry = entries[number]
      return Removed(
        category: entry.category, placeholder: entry.placeholder, excerpt: Mask.excerpt(of: entry.folded.span), places: places[number] ?? 0)
    }
    let order = Category.allCases
    removed.sort { one, other in
      let (a, b) = (order.firstIndex(of: one.category) ?? 0, order.firstIndex(of: other.category) ?? 0)
      return (a, one.placeholder.kind.rawValue) < (b, other.placeholder.kind.rawValue)
    }
  }

  /// How much of each kind was removed.
  package struct Total: Equatable, Sendable {
    package var category: Category
    package var kind: PlaceholderKind
    package var values: Int
    package var places: Int
  }

  /// The totals by category and kind, in the order of ``removed``.
  package var totals: [Total] {
    var totals: [Total] = []
    for value in removed {
      if let last = totals.last, last.category == value.category, last.kind == value.placeholder.kind {
        totals[totals.count - 1].values += 1
        totals[totals.count - 1].places += value.places
      } else {
        totals.append(Total(category: value.category, kind: value.placeholder.kind, values: 1, places: value.places))
      }
    }
    return totals
  }

  package var unexamined: Int { captures.reduce(0) { $0 + $1.unexamined } }
}
