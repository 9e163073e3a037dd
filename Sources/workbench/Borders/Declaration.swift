/// A name that a source file declares.
struct Declaration {
  enum Kind {
    case type
    case function
    /// A variable or a constant.
    case value
    case enumCase
  }

  /// Its access level, as far as it is written.
  enum Access {
    case file
    case target
    case package
  }

  var name: String
  var kind: Kind
  /// The label of a function's first parameter, `_` if it has none, empty if there is no parameter.
  var label = ""
  var access: Access
  /// The types around it, from the outermost; empty at the top level.
  var scope: [String]
  /// Whether it is in an extension, not in the type itself.
  var isInExtension: Bool
}

/// A name that a source file uses.
struct Use: Hashable {
  enum Kind {
    /// A name by itself: `Payload`.
    case name
    /// A name that is called: `counted(3, "file")`.
    case call
    /// A member that is read: `.bytes`.
    case member
    /// A member that is called: `.begins(with: prefix)`.
    case memberCall
  }

  var name: String
  var kind: Kind
  /// The label of the first argument of a call as in a declaration, `{` for a single closure; empty for anything that is not
  /// called.
  var label = ""
  /// The number of its scope in `Outline.scopes`.
  var scope: Int
}
