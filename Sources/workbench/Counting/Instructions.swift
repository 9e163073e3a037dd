import Foundation

/// The numbers of instructions of some runs, and their environment.
struct Instructions: Codable, Equatable {
  /// The compiler and the machine. Another compiler, or a processor with other instructions, gives other counts.
  struct Origin: Codable, Equatable {
    var swift: String
    var processor: String
  }

  var origin: Origin
  /// By the name of the run.
  var counts: [String: Int]

  init(origin: Origin, counts: [String: Int]) {
    self.origin = origin
    self.counts = counts
  }

  init(contentsOf path: String) throws {
    guard let data = FileManager.default.contents(atPath: path) else { throw WorkbenchError("\(path): nothing is recorded yet (--record)") }
    self = try JSONDecoder().decode(Instructions.self, from: data)
  }

  func write(to path: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try (encoder.encode(self) + Data("\n".utf8)).write(to: URL(filePath: path))
  }
}

extension Instructions.Origin {
  /// This machine, and the compiler named `swift` on it.
  static func here(in folder: URL) throws -> Self {
    let output = folder.appending(path: "swift.txt").path
    let version =
      (try? Child.run(["swift", "--version"], output: output)) == nil ? nil : try String(contentsOfFile: output, encoding: .utf8)
    let line = version?.split(separator: "\n").first { $0.contains("Swift version") }
    // `uname` and the kernel's list of features: glibc and PCRE2 choose their code by AVX2, and valgrind has nothing newer.
    let name = folder.appending(path: "machine.txt").path
    _ = try Child.run(["uname", "-m"], output: name)
    let machine = try String(contentsOfFile: name, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
    let features = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8))?.split(separator: "\n").first { $0.hasPrefix("flags") }
    let avx2 = features?.split(separator: " ").contains("avx2") == true
    return Self(swift: line.map(String.init) ?? "unknown", processor: machine + (avx2 ? " with AVX2" : ""))
  }
}
