import Foundation

/// Relative times. Each measurement prints its table and returns the figures that have targets.
extension Setup {
  /// An audit compared with a plain search of the same file, and with programs that only read all JSON.
  func audits(of subject: Subject) throws -> [Target] {
    let programs = [subject.search, subject.jq, subject.python, audit(subject.path)]
    let contest = try Contest(programs, rounds: rounds)
    print("\n\(subject.name), \(subject.megabytes.formatted(1)) MB, \(rounds) rounds")
    print(contest.table(megabytes: subject.megabytes, reference: "audit"))
    let limit: Target.Limit
    switch subject.kind {
    case .sparse: limit = .atMost(0.25)
    case .leakingLog: limit = .atMost(0.20, inAnyCase: 0.35)
    default: return []
    }
    let ratio = contest.ratio("audit", to: subject.search.name)
    return [Target(name: "audit of a \(subject.name), of \(subject.search.name)", limit: limit, measured: ratio)]
  }

  /// A redaction compared with an audit. It takes much longer, so it gets three rounds at most.
  func redactions(of subject: Subject) throws -> [Target] {
    let rounds = min(rounds, 3)
    let contest = try Contest([audit(subject.path), redaction(subject.path)], rounds: rounds)
    print("\nredaction, \(subject.name), \(subject.megabytes.formatted(1)) MB, \(rounds) rounds")
    print(contest.table(megabytes: subject.megabytes, reference: "audit"))
    let limit: Target.Limit
    switch subject.kind {
    case .sparse: limit = .atMost(5)
    case .leakingCapture: limit = .atMost(2.5)
    default: return []
    }
    return [Target(name: "redaction of a \(subject.name), of an audit", limit: limit, measured: contest.ratio("redact", to: "audit"))]
  }

  /// Audits that search for personas, compared with one that does not.
  func people(in subject: Subject) throws -> [Target] {
    let programs = [0, 20, 1_000].map { count in
      audit(subject.path, name: "\(count) people", options: (0..<count).flatMap { ["--persona", Self.person($0)] })
    }
    let contest = try Contest(programs, rounds: min(rounds, 3))
    print("\npeople to look for, \(subject.name), \(subject.megabytes.formatted(1)) MB, \(min(rounds, 3)) rounds")
    print(contest.table(megabytes: subject.megabytes, reference: "0 people"))
    return [
      Target(
        name: "audit of a \(subject.name) for 20 people, of one for none", limit: .atMost(1.1),
        measured: contest.ratio("20 people", to: "0 people"))
    ]
  }

  /// A made-up person, in the syntax of the option.
  private static func person(_ number: Int) -> String {
    let (given, family) = ("Given\(letters(number))", "Family\(letters(number * 7 + 3))")
    return "email=\(given).\(family)@customer\(number).example,name=\(given) \(family),phone=+44 20 7946 \(1000 + number)"
  }

  private static func letters(_ number: Int) -> String {
    String(String(number, radix: 26).compactMap { $0.hexDigitValue.map { Character(UnicodeScalar(UInt8(97 + $0))) } ?? $0 })
  }

  /// Two cores compared with one.
  func cores(of subject: Subject) throws -> [Target] {
    try [("audit", audit), ("redaction", redaction)].map { command, program in
      var target = Target(name: "\(command) of a \(subject.name), one core to two", limit: .atLeast(1.7))
      guard ProcessInfo.processInfo.activeProcessorCount > 1 else {
        target.note = "this machine has one core"
        return target
      }
      guard try knows("--jobs", of: command == "audit" ? "audit" : "redact") else {
        target.note = "this telltale has no --jobs"
        return target
      }
      let programs = [1, 2].map { program(subject.path, $0 == 1 ? "one core" : "two cores", ["--jobs", "\($0)"]) }
      let contest = try Contest(programs, rounds: min(rounds, 3))
      print("\n\(command) by cores, \(subject.name), \(subject.megabytes.formatted(1)) MB, \(min(rounds, 3)) rounds")
      print(contest.table(megabytes: subject.megabytes, reference: "one core"))
      target.measured = contest.ratio("one core", to: "two cores")
      return target
    }
  }

  /// An audit of a small sample, compared with printing the version.
  func start(with sample: String) throws -> [Target] {
    let version = Contest.Program(name: "version", arguments: [telltale, "--version"], accepted: 0...0)
    let contest = try Contest([audit(sample), version], rounds: 20)
    print("\nstart-up, \(sample), 20 rounds")
    print(contest.table(reference: "audit"))
    return [
      Target(
        name: "audit of a small capture", limit: .atMost(25), decimals: 1, unit: " ms", measured: contest.median("audit") * 1000)
    ]
  }
}
