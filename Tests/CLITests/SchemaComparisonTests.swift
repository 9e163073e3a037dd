import Foundation
import Testing

/// The JSON Schema validator agrees with Python's over thousands of generated schemas and values.
@Suite struct SchemaComparisonTests {
  @Test func `generated schemas and values get the same result as with another validator`() throws {
    let python = Tool.root.appending(path: ".build/validators/bin/python")
    try #require(
      FileManager.default.isExecutableFile(atPath: python.path),
      "the validators are not installed: run `sh .ci/validators`, as `make test` does")
    let workbench = Tool.executable.deletingLastPathComponent().appending(path: "workbench")
    let run = try Tool.run(["-B", Tool.root.appending(path: ".ci/schemas.py").path, workbench.path, "--count", "12000"], program: python)
    #expect(run.status == 0, "\(run.output.suffix(2_000))\(run.errors)")
    #expect(run.output.contains("12,000 pairs") && run.output.contains("no differences"), "\(run.output)")
  }
}
