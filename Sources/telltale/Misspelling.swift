import ArgumentParser
import Bytes
import Captures
import Vocabulary

/// Detects a mistyped command, which the parser would call an unexpected argument.
enum Misspelling {
  /// An error for a wrong command in `arguments`, with a suggestion; nil if the commands are right.
  static func complaint(about arguments: [String], below root: any ParsableCommand.Type = Telltale.self) -> Failure? {
    var (command, names) = (root, [root.configuration.commandName ?? ""])
    var rest = arguments[...]
    // `help` takes the names of a command and its subcommands.
    if rest.first == "help" { rest = rest.dropFirst() }
    while let word = rest.first {
      let commands = command.configuration.subcommands
      guard !commands.isEmpty else { return nil }
      if word.hasPrefix("-") { return names.count == 1 ? misplaced(rest, commands) : nil }
      guard let next = commands.first(where: { $0.isCalled(word) }) else { return unknown(word, rest.dropFirst(), names, commands) }
      command = next
      names.append(word)
      rest = rest.dropFirst()
    }
    return nil
  }

  /// An error for an unknown command. If the word is a file's name, the command before the capture is missing.
  private static func unknown(
    _ word: String, _ rest: ArraySlice<String>, _ names: [String], _ commands: [any ParsableCommand.Type]
  ) -> Failure {
    let name = names.joined(separator: " ")
    let shown = "`\(Printable.line(word, limit: 80))`"
    let known = commands.flatMap { $0.names }
    if let meant = Suggestion.names(like: word, among: known, limit: 3).nonEmpty {
      let ways = meant.map { "`\(name) \($0)`" }.joined(separator: " or ")
      return Failure("there is no command \(shown). Did you mean \(ways)?", code: 64)
    }
    if names.count == 1, FileStatus(word) != nil {
      return Failure("\(shown) is a file and not a command. Did you mean `\(name) audit \(Printable.line(word, limit: 80))`?", code: 64)
    }
    return Failure("there is no command \(shown). `\(name) --help` lists the commands: \(known.joined(separator: ", ")).", code: 64)
  }

  /// An error for an option before the command it belongs to.
  private static func misplaced(_ rest: ArraySlice<String>, _ commands: [any ParsableCommand.Type]) -> Failure? {
    let option = rest[rest.startIndex]
    let own: Set = ["-h", "--help", "--version"]
    // Three hyphens: a shell requests completions.
    guard !own.contains(option), !option.hasPrefix("---"), !option.hasPrefix("--experimental"), !option.hasPrefix("--generate") else {
      return nil
    }
    guard let command = rest.first(where: { word in commands.contains { $0.isCalled(word) } }) else { return nil }
    let shown = Printable.line(option, limit: 80)
    return Failure("options go after the command. Did you mean `telltale \(command) \(shown)`?", code: 64)
  }
}

extension ParsableCommand {
  /// The names of a command.
  fileprivate static var names: [String] { [configuration.commandName].compactMap(\.self) + configuration.aliases }

  fileprivate static func isCalled(_ word: String) -> Bool { names.contains(word) }
}

extension Array {
  fileprivate var nonEmpty: Self? { isEmpty ? nil : self }
}
