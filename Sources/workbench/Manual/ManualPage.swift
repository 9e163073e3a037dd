/// A page of the manual in the macros of man(7), which groff and mandoc both support.
struct ManualPage {
  /// The name of the page, `telltale` or `telltale-audit`.
  let name: String
  private(set) var text: String

  /// The page of `command`; the page of the tool itself has what applies to all `commands`.
  init(of command: CommandHelp, in tool: CommandHelp, commands: [CommandHelp], version: String, date: String) {
    let isTool = command.commandName == tool.commandName
    let full = isTool ? tool.commandName : "\(tool.commandName) \(command.commandName)"
    name = full.replacing(" ", with: "-")
    text = ".TH \(name.uppercased()) 1 \"\(date)\" \"\(tool.commandName) \(version)\" \"User Commands\"\n"
    let discussion = Discussion(command.discussion ?? "")

    section("NAME")
    let abstract = command.abstract ?? ""
    text += "\(Roff.plain(name)) \\- \(Roff.plain(abstract.hasSuffix(".") ? String(abstract.dropLast()) : abstract))\n"
    section("SYNOPSIS")
    synopses(of: command, named: full, isTool: isTool)
    section("DESCRIPTION")
    text += discussion.paragraphs.map { Roff.plain($0) + "\n" }.joined(separator: ".PP\n")
    arguments(command.ownArguments, below: "OPTIONS")
    parts(of: command, named: full, commands: isTool ? commands : command.subcommands ?? [], isTool: isTool)
    if let examples = discussion.sections["EXAMPLES"] {
      section("EXAMPLES")
      text += ".EX\n" + examples.map { Roff.literal($0) + "\n" }.joined() + ".EE\n"
    }
    exitStatus(discussion.sections["EXIT CODES"] ?? Self.exitCodes)
    list("FILES", Self.files)
    list("ENVIRONMENT", Self.environment)
    section("SEE ALSO")
    let others = ([tool.commandName] + commands.map { "\(tool.commandName)-\($0.commandName)" }).filter { $0 != name }
    text += others.map { ".BR \(Roff.plain($0)) (1)" }.joined(separator: " ,\n").replacing("(1) ,", with: "(1),") + "\n"
  }

  // MARK: - Sections

  private mutating func section(_ title: String) { text += ".SH \(title.contains(" ") ? "\"\(title)\"" : title)\n" }

  private mutating func synopses(of command: CommandHelp, named full: String, isTool: Bool) {
    let parts = command.subcommands?.filter { $0.commandName != "help" } ?? []
    if parts.isEmpty {
      text += Self.synopsis(command, named: full) + "\n"
    } else if isTool {
      text += ".B \(Roff.plain(full))\n.I command\n.RI [ arguments ]\n"
    } else {
      text += parts.map { Self.synopsis($0, named: "\(full) \($0.commandName)") + "\n" }.joined(separator: ".br\n")
    }
  }

  private static func synopsis(_ command: CommandHelp, named full: String) -> String {
    let own = command.ownArguments
    var words = ["\\fB\(Roff.plain(full))\\fR"]
    if own.contains(where: { $0.kind != .positional }) { words.append("[\\fIoptions\\fR]") }
    for argument in own where argument.kind == .positional {
      let value = "\\fI\(Roff.plain(argument.valueName ?? "argument"))\\fR" + (argument.isRepeating ? " ..." : "")
      words.append(argument.isOptional ? "[\(value)]" : value)
    }
    return words.joined(separator: " ")
  }

  private mutating func arguments(_ arguments: [CommandHelp.Argument], below title: String?) {
    if let title, !arguments.isEmpty { section(title) }
    for argument in arguments {
      let value = "\\fI\(Roff.plain(argument.valueName ?? "value"))\\fR"
      let names = (argument.names ?? []).sorted { $0.written.count < $1.written.count }.map { "\\fB\(Roff.plain($0.written))\\fR" }
      text += ".TP\n"
      switch argument.kind {
      case .positional: text += value + "\n"
      case .flag: text += names.joined(separator: ", ") + "\n"
      case .option: text += names.joined(separator: ", ") + " " + value + "\n"
      }
      var sentences = [argument.abstract ?? ""]
      if let values = argument.allValues, !values.isEmpty { sentences.append("One of \(values.joined(separator: ", ")).") }
      if let value = argument.defaultValue, argument.kind == .option { sentences.append("The default is \(value).") }
      text += Roff.plain(sentences.filter { !$0.isEmpty }.joined(separator: " ")) + "\n"
    }
  }

  /// The commands of the tool, each with a page of its own, or the subcommands of a command, which are on its page.
  private mutating func parts(of command: CommandHelp, named full: String, commands: [CommandHelp], isTool: Bool) {
    let commands = commands.filter { $0.commandName != "help" }
    guard !commands.isEmpty else { return }
    section("COMMANDS")
    for part in commands {
      if isTool {
        text +=
          ".TP\n.B \(Roff.plain(part.commandName))\n\(Roff.plain(part.abstract ?? ""))\nSee \\fB\(Roff.plain("\(full)-\(part.commandName)"))\\fR(1).\n"
      } else {
        text += ".SS \"\(Roff.plain("\(full) \(part.commandName)"))\"\n\(Roff.plain(part.abstract ?? ""))\n"
        for paragraph in Discussion(part.discussion ?? "").paragraphs { text += ".PP\n\(Roff.plain(paragraph))\n" }
        arguments(part.ownArguments, below: nil)
      }
    }
  }

  /// Lines such as `64  wrong usage`, which may continue on indented lines.
  private mutating func exitStatus(_ lines: [String]) {
    section("EXIT STATUS")
    for line in lines {
      if let entry = line.wholeMatch(of: /(\d+) +(.*)/) {
        text += ".TP\n.B \(entry.1)\n\(Roff.plain(String(entry.2)))\n"
      } else {
        text += Roff.plain(String(line.drop { $0 == " " })) + "\n"
      }
    }
  }

  private mutating func list(_ title: String, _ entries: [(name: String, meaning: String)]) {
    section(title)
    for entry in entries { text += ".TP\n.B \(Roff.plain(entry.name))\n\(Roff.plain(entry.meaning))\n" }
  }
}

/// Escapes texts for roff.
enum Roff {
  /// A text that is filled: characters with a meaning to roff are escaped, and hyphens can be copied.
  static func plain(_ text: String) -> String {
    let escaped = escape(text)
    return escaped.hasPrefix(".") || escaped.hasPrefix("\\(aq") || escaped.hasPrefix("'") ? "\\&" + escaped : escaped
  }

  /// A line that is not filled.
  static func literal(_ line: String) -> String { plain(line) }

  private static func escape(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      switch scalar {
      case "\\": "\\e"
      case "-": "\\-"
      case "'": "\\(aq"
      case "`": "\\(ga"
      case "^": "\\(ha"
      case "~": "\\(ti"
      case "\"": "\\(dq"
      default: scalar.isASCII ? String(scalar) : "\\[u\(hexadecimal(scalar.value))]"
      }
    }.joined()
  }

  private static func hexadecimal(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
