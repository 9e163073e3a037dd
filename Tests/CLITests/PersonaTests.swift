import Foundation
import Testing

/// A person's data is found in every form and digest, which independent code computes.
@Suite struct PersonaTests {
  @Test func `every form and every digest of a person is found, and nothing that looks like one`() throws {
    let python = Tool.root.appending(path: ".build/validators/bin/python")
    try #require(
      FileManager.default.isExecutableFile(atPath: python.path),
      "the validators are not installed: run `sh .ci/validators`, as `make test` does")
    let run = try Tool.run(["-B", Tool.root.appending(path: ".ci/personas.py").path, Tool.executable.path], program: python)
    #expect(run.status == 0, "\(run.output.suffix(2_000))\(run.errors)")
    #expect(run.output.contains(/[0-9]{4} values in two depths and [0-9]+ look-alikes: 0 failures/))
  }

  @Test func `an option names a person`() throws {
    let sample = Tool.root.appending(path: "samples/connect-segment-clean.har").path
    let run = try Tool.run(["audit", sample, "-v", "--no-policy", "--persona", "email=nobody.here@orchid.example,name=Nobody Hereabouts"])
    #expect(
      run.output.split(whereSeparator: \.isWhitespace).joined(separator: " ").contains("(nob… (26 characters), given)"))
    #expect(try Tool.run(["audit", sample, "--persona", "nobody"]).status == 64)
    // It comes in addition to those of a policy.
    try withTemporaryFolder { folder in
      let policy = try folder.file("telltale.yaml", "personas:\n  - email: somebody.else@orchid.example\n")
      let run = try Tool.run(["audit", sample, "-v", "--policy", policy, "--persona", "email=nobody.here@orchid.example"])
      #expect(run.errors.isEmpty && run.output.contains("(som…"))
    }
  }
}
