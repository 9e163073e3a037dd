import Foundation

/// Valgrind's tool that counts the instructions of a program: the same on a busy machine and an idle one.
enum Callgrind {
  /// A copy of a program that valgrind can load: valgrind fails on newer debugging information (DWARF 5), which is not needed here.
  static func countable(_ program: String, in folder: URL) throws -> String {
    let copy = folder.appending(path: "stripped").path
    let strip = try? Child.run(["strip", "-o", copy, program])
    if strip?.status != 0 { try FileManager.default.copyItem(atPath: program, toPath: copy) }
    return copy
  }

  /// Runs a program and returns its number of instructions. Its output is discarded.
  static func count(_ arguments: [String], in folder: URL) throws -> Int {
    let profile = folder.appending(path: "callgrind.out").path
    let complaints = folder.appending(path: "callgrind.err").path
    let valgrind = ["valgrind", "--tool=callgrind", "--callgrind-out-file=\(profile)"]
    // Otherwise dictionaries have another hash seed in every run, and other collisions.
    let child = try Child.run(valgrind + arguments, errors: complaints, environment: ["SWIFT_DETERMINISTIC_HASHING": "1"])
    // An audit with findings exits 1.
    guard child.status <= 1, let text = try? String(contentsOfFile: profile, encoding: .utf8), let count = instructions(in: text) else {
      let reason = (try? String(contentsOfFile: complaints, encoding: .utf8))?.split(separator: "\n").suffix(3).joined(separator: "\n")
      throw WorkbenchError(
        "callgrind counted nothing of \(arguments.joined(separator: " ")), which exited \(child.status)\n\(reason ?? "")")
    }
    return count
  }

  /// The count in a profile: the first number after `summary:`, or `totals:` if a profile has no summary (Callgrind's manual § 8).
  static func instructions(in profile: some StringProtocol) -> Int? {
    var found: [String: Int] = [:]
    for line in profile.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard let key = words.first, ["summary:", "totals:"].contains(key), words.count > 1, let count = Int(words[1]) else { continue }
      found[String(key)] = count
    }
    return found["summary:"] ?? found["totals:"]
  }
}
