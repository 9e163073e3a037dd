/// A command in the output of ArgumentParser (`--experimental-dump-help`), as far as a manual page needs it.
struct CommandHelp: Decodable {
  struct Document: Decodable {
    var command: CommandHelp
  }

  struct Argument: Decodable {
    enum Kind: String, Decodable {
      case positional, option, flag
    }

    struct Name: Decodable {
      var kind: String
      var name: String

      /// The name on a command line.
      var written: String { kind == "long" ? "--\(name)" : "-\(name)" }
    }

    var kind: Kind
    var names: [Name]?
    var valueName: String?
    var abstract: String?
    var defaultValue: String?
    var allValues: [String]?
    var isOptional: Bool
    var isRepeating: Bool
    var shouldDisplay: Bool
  }

  var commandName: String
  var abstract: String?
  var discussion: String?
  var shouldDisplay: Bool
  var arguments: [Argument]?
  var subcommands: [CommandHelp]?

  /// The visible arguments, except those that every command has.
  var ownArguments: [Argument] {
    (arguments ?? []).filter { argument in
      argument.shouldDisplay && !(argument.names ?? []).contains { ["help", "version"].contains($0.name) }
    }
  }
}

/// The discussion of a command in its parts: paragraphs, and sections with headings in capitals.
struct Discussion {
  private(set) var paragraphs: [String] = []
  /// The lines below each heading, without their common indent, and without empty lines at either end.
  private(set) var sections: [String: [String]] = [:]

  init(_ text: String) {
    var heading: String?
    var paragraph: [String] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) + [""] {
      if let title = line.wholeMatch(of: /([A-Z ]+):/) {
        heading = String(title.1)
      } else if let current = heading, line.isEmpty || line.hasPrefix("  ") {
        sections[current, default: []].append(String(line.dropFirst(2)))
      } else if !line.isEmpty {
        heading = nil
        paragraph.append(line)
      } else if !paragraph.isEmpty {
        paragraphs.append(paragraph.joined(separator: " "))
        paragraph = []
      }
    }
    for (heading, lines) in sections { sections[heading] = Self.trimmed(lines) }
  }

  private static func trimmed(_ lines: [String]) -> [String] {
    Array(lines.drop(while: \.isEmpty).reversed().drop(while: \.isEmpty).reversed())
  }
}
