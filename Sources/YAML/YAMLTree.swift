/// A value of a YAML document (YAML 1.1), with its position. Every scalar is a text, whatever it looks like.
///
/// It is a class, so that an anchor's value exists once, however often aliases refer to it.
public final class YAMLTree: Sendable {
  /// What the value is.
  public enum Content: Sendable {
    /// A text; `isPlain` if it was written without quotes and not in a block.
    case scalar(String, isPlain: Bool)
    /// The elements of a list.
    case sequence([YAMLTree])
    /// The members of a mapping in the order of the file.
    case mapping([(key: YAMLTree, value: YAMLTree)])
  }

  /// What the value is.
  public let content: Content
  /// The line on which it begins, counted from 1.
  public let line: Int
  /// The column in which it begins, counted from 1.
  public let column: Int

  init(_ content: Content, at mark: YAMLMark) {
    self.content = content
    line = mark.line
    column = mark.column
  }

  /// The text of a scalar; nil for anything else.
  public var text: String? { if case .scalar(let text, _) = content { text } else { nil } }

  /// The elements of a list; nil for anything else.
  public var elements: [YAMLTree]? { if case .sequence(let elements) = content { elements } else { nil } }

  /// The members of a mapping; nil for anything else.
  public var members: [(key: YAMLTree, value: YAMLTree)]? { if case .mapping(let members) = content { members } else { nil } }
}

/// A position in a text, counted from 1.
struct YAMLMark {
  var line: Int
  var column: Int
}

/// Why a text is not YAML, and where.
public struct YAMLError: Error, CustomStringConvertible {
  /// What is wrong, in the words of libyaml.
  public let problem: String
  /// The line, counted from 1.
  public let line: Int
  /// The column, counted from 1.
  public let column: Int

  init(_ problem: String, at mark: YAMLMark) {
    self.problem = problem
    line = mark.line
    column = mark.column
  }

  /// The position and what is wrong there.
  public var description: String { "\(line):\(column): \(problem)" }
}
