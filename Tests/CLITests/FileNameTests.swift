import Foundation
import Testing

/// File names that are bytes and not text: Linux allows any.
@Suite struct FileNameTests {
  /// Runs a script in a folder with the capture `caf\xE9.har` in `d\xFF/` and a log next to it.
  private func run(_ script: String, check: (Tool.Outcome, URL) throws -> Void) throws {
    try withTemporaryFolder { folder in
      _ = try folder.file("a.har", MadeUp.leaky)
      _ = try folder.file("b.ndjson", MadeUp.log(property: MadeUp.address))
      let before = "mkdir $'d\\xff'; mv a.har $'d\\xff/caf\\xe9.har'; mv b.ndjson $'d\\xff/b.ndjson'\n"
      try check(Shell.run(before + script, shell: ["bash"], in: folder), folder)
    }
  }

  @Test func `a capture is audited by its name and by its folder's`() throws {
    for name in [#"$'d\xff/caf\xe9.har'"#, #"$'d\xff'"#] {
      try run("telltale audit \(name) -v") { run, _ in
        #expect(run.status == 1 && run.errors.isEmpty, "\(run)")
        #expect(run.output.contains(#"d\xFF/caf\xE9.har"#), "\(run.output)")
      }
    }
  }

  @Test func `reports show bytes and letters differently`() throws {
    for (format, name) in [
      ("json", #"d\udbff\udfff/caf\udbff\udfe9.har"#), ("sarif", "d%FF/caf%E9.har"), ("html", #"d\xFF/caf\xE9.har"#),
      ("markdown", #"d\xFF/caf\xE9.har"#), ("github", #"d\xFF/caf\xE9.har"#),
    ] {
      try run("telltale audit $'d\\xff' --format \(format)") { run, _ in
        #expect(run.status == 1 && run.errors.isEmpty)
        #expect(run.output.contains(name), "\(format)")
        #expect(!run.output.unicodeScalars.contains { $0.value >= 0x10FF80 })
      }
    }
  }

  @Test func `outputs have the names that were given`() throws {
    let script = #"""
      telltale redact $'d\xff/caf\xe9.har' -o $'out\xfe.har' --certificate $'c\xfd.json' >/dev/null && grep -c '~email-1~' $'out\xfe.har' &&
      telltale redact $'d\xff' -o $'o\xfc/' >/dev/null && cmp $'o\xfc/caf\xe9.har' $'out\xfe.har' &&
      telltale audit $'out\xfe.har' --report $'r\xfb.json' >/dev/null &&
      telltale redact $'d\xff/caf\xe9.har' --in-place >/dev/null && cmp $'d\xff/caf\xe9.har' $'out\xfe.har' &&
      { telltale publish $'d\xff' -o $'p\xfa' --allow-findings >/dev/null 2>&1; test -f $'p\xfa/index.html'; }
      echo $?; LC_ALL=C ls -Ab
      """#
    try run(script) { run, _ in
      #expect(run.errors.isEmpty, "\(run.errors)")
      #expect(run.output == "1\n0\nc\\375.json\nd\\377\nout\\376.har\no\\374\np\\372\nr\\373.json\n", "\(run.output)")
    }
  }

  @Test func `messages show the name`() throws {
    for (command, sentence) in [
      (#"audit $'no\xe9.har'"#, #"no\xE9.har: no such file"#),
      (#"redact $'no\xe9.har' -o out.har"#, #"no\xE9.har: no such file"#),
      (
        #"redact $'d\xff/caf\xe9.har' -o $'d\xff/caf\xe9.har'"#,
        #"d\xFF/caf\xE9.har: refusing to overwrite an input file; use --in-place"#
      ),
      (#"audit $'d\xff' --rules $'no\xe9.yaml'"#, #"no\xE9.yaml: no such file or folder"#),
    ] {
      try run("telltale \(command)") { run, _ in #expect(run.errors == "telltale: \(sentence)\n", "\(run)") }
    }
  }

  /// The scalars that represent bytes are not assigned, and may still be in a name.
  @Test func `a name with the scalars that represent bytes is a different name`() throws {
    try withTemporaryFolder { folder in
      let (bytes, scalars) = (#"$'\xff.har'"#, #"$'\xf4\x8f\xbf\xbf.har'"#)
      _ = try folder.file("a.har", MadeUp.leaky)
      let run = try Shell.run(
        "cp a.har \(bytes); echo '{}' > \(scalars); telltale audit \(scalars); telltale redact . --dry-run; telltale audit \(bytes) -q",
        shell: ["bash"], in: folder)
      #expect(run.output.contains("FAIL  1 finding"), "\(run)")
      for name in [#"\xFF.har"#, #"\xF4\x8F\xBF\xBF.har"#] { #expect(run.output.contains(name), "\(run)") }
    }
  }
}
