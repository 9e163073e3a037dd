import ArgumentParser

/// `telltale completions SHELL`
struct CompletionsCommand: ParsableCommand {
  enum Shell: String, CaseIterable, ExpressibleByArgument {
    case bash, zsh, fish
  }

  static let configuration = CommandConfiguration(
    commandName: "completions",
    abstract: "Print a shell completion script.",
    discussion: """
      Completes commands, options and their values, captures, and the ids of rules
      and destinations.

      EXAMPLES:
        # Bash, for this user (with the package bash-completion)
        telltale completions bash > ~/.local/share/bash-completion/completions/telltale

        # Zsh: a folder of your $fpath
        telltale completions zsh > ~/.zsh/completions/_telltale

        # Fish
        telltale completions fish > ~/.config/fish/completions/telltale.fish
      """)

  @Argument(help: "The shell.")
  var shell: Shell

  func run() throws {
    let dialect: CompletionShell =
      switch shell {
      case .bash: .bash
      case .zsh: .zsh
      case .fish: .fish
      }
    try Terminal.print(Telltale.completionScript(for: dialect) + "\n")
  }
}
