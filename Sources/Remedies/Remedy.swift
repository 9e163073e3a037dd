import Knowledge

/// A change that makes one library send less: a snippet of code, and what each of its steps does to what is sent.
package struct Remedy: Sendable {
  /// What a step makes of a value.
  package enum Effect: Equatable, Sendable {
    /// It is not sent.
    case drop
    /// A URL ends before its query and its fragment, at the first `?` or `#`.
    case stripQuery
    /// A value of our own is sent in its place, also where there was none.
    case set(String)
  }

  /// One line of the snippet, or a few.
  package struct Step: Sendable {
    package var effect: Effect
    /// Where it works, as in the fields of a destination: relative to the event, or from the payload's root with a leading `/`.
    var places: [WirePattern]
    /// The code by the slot of the snippet that it goes to; `{drop X}` or `{paths}` stands for what is dropped (``SnippetLanguage``).
    var code: [String: String]
    /// Whether it names what it drops: fields below what its places have before their `*`.
    var isNamed: Bool
    /// Members that are never dropped, and nothing in them: the vendor knows the event by them.
    var kept: Set<String> = []
    /// The values that it takes away, and no others; empty for all.
    var only: Set<String> = []
  }

  /// Says which library made an event: an event that names another library is not changed.
  struct Sender: Sendable {
    var place: WirePattern
    /// What the name begins with.
    var names: [String]
    /// Whether an event that names no library is changed.
    var takesUnnamed: Bool
  }

  /// Something that the library sends and the snippet never sees.
  struct Bypass: Sendable {
    /// What it is, for a list.
    var what: String
    /// The place that tells such an event apart, and its values; nil where a capture does not show the difference.
    var mark: (place: WirePattern, values: [String])?
  }

  /// What no step reaches, and what to do instead.
  package struct Limit: Sendable {
    var fields: [String]
    package var advice: String
  }

  package var id: String
  /// The destinations whose library it changes; empty for what browsers do with every request to others.
  package var destinations: [String]
  /// Nil where events do not tell which library made them.
  var sender: Sender?
  /// What the snippet is for: a library, or a header.
  package var library: String
  /// Where the snippet goes.
  package var place: String
  package var language: SnippetLanguage
  /// Why the replay says nothing of the code, as a sentence: no test runs it, or it works behind the capture. Then it is advice.
  package var doubt: String?
  /// The code, in which `{slot}` on a line of its own stands for the steps that are needed.
  package var template: String
  package var steps: [Step]
  package var limits: [Limit]
  /// What the snippet never sees.
  var bypasses: [Bypass]
  /// The day on which the code was compared with the sources, as `2026-11-29`.
  package var checked: String
  /// The vendor's documentation or source code that says so.
  package var sources: [String]
  package var file: String
}
