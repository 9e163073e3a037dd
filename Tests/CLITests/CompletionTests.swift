import Foundation
import Testing

/// `telltale completions`: scripts that shells read.
@Suite struct CompletionTests {
  @Test(arguments: [
    ("bash", "complete -o filenames -F _telltale telltale"), ("zsh", "#compdef telltale"), ("fish", "complete -c 'telltale'"),
  ])
  func `every shell has a script`(shell: String, sign: String) throws {
    let script = try Tool.run(["completions", shell])
    #expect(script.status == 0)
    #expect(script.output.contains(sign))
    #expect(script.output.contains("first-party"))
    #expect(script.output.hasSuffix("\n") && !script.output.hasSuffix("\n\n"))
  }

  @Test func `another shell is wrong usage`() throws {
    #expect(try Tool.run(["completions", "tcsh"]).status == 64)
  }

  /// The completions of bash for the last of some words.
  private func offered(_ words: [String]) throws -> [String] {
    let line = words.joined(separator: " ")
    let script = """
      source <(telltale completions bash)
      COMP_WORDS=(\(line)) COMP_CWORD=\(words.count - 1) COMP_LINE='\(line)' COMP_POINT=\(line.utf8.count) COMP_TYPE=9
      _telltale telltale '\(words[words.count - 1])' '\(words[words.count - 2])'
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    let run = try Shell.run(script, shell: ["bash"], in: Tool.root.appending(path: "samples"))
    #expect(run.errors.isEmpty)
    return run.output.split(separator: "\n").map(String.init)
  }

  @Test(arguments: [
    (["expl"], ["explain"]), (["audit", "--fail-on", "c"], ["critical"]), (["explain", "segm"], ["segment"]),
    (["explain", "jwt-in-page"], ["jwt-in-page-url"]), (["rules", "show", "segm"], []),
    (["audit", "connect-segment-leaky.h"], ["connect-segment-leaky.har"]),
  ])
  func `bash completes commands, values, IDs and captures`(words: [String], expected: [String]) throws {
    let offers = try offered(["telltale"] + words)
    #expect(offers == expected)
  }
}
