import Foundation

/// Valgrind's tool that counts the instructions a program executes: the same on a busy machine and an idle one.
enum Callgrind {
  /// A copy of a program that valgrind can load: it gives up on debugging information newer than itself (DWARF 5), which nothing here needs.
  static func countable(_ program: String, in folder: URL) throws -> String {
    let copy = folder.appending(path: "stripped").path
    let strip = try? Child.run(["strip", "-o", copy, program])
    if strip?.status != 0 { try FileManager.default.copyItem(atPath: program, toPath: copy) }
    return copy
  }

  /// Runs a program and tells how many instructions it took. What it prints goes nowhere.
  static func count(_ arguments: [String], in folder: URL) throws -> Int {
    let profile = folder.appending(path: "callgrind.out").path
    let complaints = folder.appending(path: "callgrind.err").path
    let valgrind = ["valgrind", "--tool=callgrind", "--callgrind-out-file=\(profile)"]
    // Dictionaries are else hashed with another seed in every run, and collide elsewhere.
    let child = try Child.run(valgrind + arguments, errors: complaints, environment: ["SWIFT_DETERMINISTIC_HASHING": "1"])
    // An audit that finds something exits 1.
    guard child.status <= 1, let text = try? String(contentsOfFile: profile, encoding: .utf8), let count = instructions(in: text) else {
      let reason = (try? String(contentsOfFile: complaints, encoding: .utf8))?.split(separator: "\n").suffix(3).joined(separator: "\n")
      throw WorkbenchError(
        "callgrind counted nothing of \(arguments.joined(separator: " ")), which exited \(child.status)\n\(reason ?? "")")
    }
    return count
  }

  /// The count in what it wrote: the first number behind `summary:`, or `totals:` where a profile has no summary (Callgrind's manual § 8).
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
