import Knowledge

/// A change that makes one library send less: a snippet of code, and the effect of each of its steps on what is sent.
package struct Remedy: Sendable {
  /// The effect of a step on a value.
  package enum Effect: Equatable, Sendable {
    /// It is not sent.
    case drop
    /// A URL is cut before its query and its fragment, at the first `?` or `#`.
    case stripQuery
    /// A fixed value is sent instead, also if there was none.
    case set(String)
  }

  /// One or a few lines of the snippet.
  package struct Step: Sendable {
    package var effect: Effect
    /// The places that it changes, as in the fields of a destination: relative to the event, or from the payload's root with a
    /// leading `/`.
    var places: [WirePattern]
    /// The code for each slot of the snippet; `{drop X}` or `{paths}` stands for what is dropped (``SnippetLanguage``).
    var code: [String: String]
    /// Whether its code names what it drops: fields below the places before their `*`.
    var isNamed: Bool
    /// Members that are never dropped, nor anything in them: the vendor identifies the event by them.
    var kept: Set<String> = []
    /// The only values that it removes; empty for all.
    var only: Set<String> = []
  }

  /// Identifies the library that made an event. An event that names another library is not changed.
  struct Sender: Sendable {
    var place: WirePattern
    /// Prefixes of the library's name.
    var names: [String]
    /// Whether an event that names no library is changed: in an event log only if it has a page, as a server's events have none.
    var takesUnnamed: Bool
  }

  /// Something that the library sends without passing the snippet.
  struct Bypass: Sendable {
    /// What it is, for a list.
    var what: String
    /// The place that identifies such an event, and its values; nil if a capture does not show the difference.
    var mark: (place: WirePattern, values: [String])?
  }

  /// Something that no step changes, and what to do instead.
  package struct Limit: Sendable {
    var fields: [String]
    package var advice: String
  }

  package var id: String
  /// The destinations of the library; empty for what browsers do with every cross-origin request.
  package var destinations: [String]
  /// Nil if events do not show which library made them.
  var sender: Sender?
  /// The name of the library, or of a header.
  package var library: String
  /// Where the snippet goes.
  package var place: String
  package var language: SnippetLanguage
  /// Why the replay does not prove the code, as a sentence: no test runs it, or it works outside the capture. The code is then
  /// advice.
  package var doubt: String?
  /// The code; `{slot}` on a line of its own stands for the steps that are needed.
  package var template: String
  package var steps: [Step]
  package var limits: [Limit]
  /// What the snippet never sees.
  var bypasses: [Bypass]
  /// The day on which the code was compared with the sources, as `2026-11-29`.
  package var checked: String
  /// The vendor's documentation or source code for it.
  package var sources: [String]
  package var file: String
}
