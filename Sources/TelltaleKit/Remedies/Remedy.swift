/// A change that makes one library send less: a snippet of code, and what each of its steps does to what is sent.
package struct Remedy: Sendable {
  /// What a step makes of a value.
  package enum Effect: Equatable, Sendable {
    /// It is not sent.
    case drop
    /// An address ends before its query and its fragment, at the first `?` or `#`.
    case stripQuery
    /// A value of our own is sent in its place, also where there was none.
    case set(String)
  }

  /// One line of the snippet, or a few.
  package struct Step: Sendable {
    package var effect: Effect
    /// Where it works, as in the fields of a destination: relative to the event, or from the payload's root with a leading `/`.
    var places: [WirePattern]
    /// The code by the slot of the snippet that it goes to; `{names}` stands for the names of what is dropped.
    var code: [String: String]
    /// Whether it names what it drops: one field each of those that its places have at their end.
    var isNamed: Bool
    /// Names that are never dropped: the vendor knows the event by them.
    var kept: Set<String> = []
  }

  /// How an event tells which library made it: one that says another name is not changed.
  struct Sender: Sendable {
    var place: WirePattern
    /// What the name begins with.
    var names: [String]
  }

  /// What no step reaches, and what to do instead.
  package struct Limit: Sendable {
    var fields: [String]
    package var advice: String
  }

  /// What the library sends by itself, to prove that the snippet does what the steps say.
  package struct Example: Sendable {
    /// The request; in it `{event}` stands for the event as JSON, `{form}` for its members as a form.
    package var request: Destination.Example.Request
    /// The event as JSON, as the library sends it without the snippet.
    package var event: String
    package var line: Int
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
  package var language: String
  /// The code, in which `{slot}` on a line of its own stands for the steps that are needed.
  package var template: String
  package var steps: [Step]
  package var limits: [Limit]
  package var examples: [Example]
  /// A program in the snippet's language around `{snippet}`: it plays the library, which would send `event`, and hands to `send` what it
  /// sends now.
  package var program: String
  package var file: String
}

/// A step of a remedy that is made use of; where the step names what it drops, one of the names.
package struct Change: Hashable, Sendable, Comparable {
  /// The remedy's id.
  package var remedy: String
  /// The number of the step.
  package var step: Int
  /// What is dropped, where the step names it.
  package var name: String?

  package init(remedy: String, step: Int, name: String? = nil) {
    self.remedy = remedy
    self.step = step
    self.name = name
  }

  package static func < (a: Change, b: Change) -> Bool { (a.remedy, a.step, a.name ?? "") < (b.remedy, b.step, b.name ?? "") }
}
