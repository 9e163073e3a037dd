import Foundation
import Testing

/// Redacted samples contain none of the values that the audit reports, according to decoders that share nothing with the tool's.
@Suite struct RedactionProofTests {
  @Test func `nothing is left in redacted samples`() throws {
    let python = Tool.root.appending(path: ".build/validators/bin/python")
    try #require(
      FileManager.default.isExecutableFile(atPath: python.path),
      "the validators are not installed: run `sh .ci/validators`, as `make test` does")
    let check = Tool.root.appending(path: ".ci/redaction.py").path
    let run = try Tool.run(["-B", check, Tool.executable.path, Tool.root.appending(path: "samples").path], program: python)
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    #expect(run.output.contains(" ok, 0 failed, 1 skipped"))
  }

  /// Sign-ins whose secrets are all known; `make signins` tries hundreds.
  @Test func `no secret of a generated sign-in is left in any form`() throws {
    let python = Tool.root.appending(path: ".build/validators/bin/python")
    try #require(
      FileManager.default.isExecutableFile(atPath: python.path),
      "the validators are not installed: run `sh .ci/validators`, as `make test` does")
    let check = Tool.root.appending(path: ".ci/signins.py").path
    let run = try Tool.run(["-B", check, "try", Tool.executable.path, "--seeds", "1-12"], program: python)
    #expect(run.status == 0, "\(run.output.suffix(2_000))\(run.errors)")
    #expect(run.output.contains(/0 of [0-9]+ secrets left in 12 captures/))
  }
}
