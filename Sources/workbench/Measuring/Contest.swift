/// Programs that take turns, so that other load on the machine affects all of them alike.
struct Contest {
  /// A participant.
  struct Program {
    var name: String
    var arguments: [String]
    /// The exit statuses that mean success, including 1 for an audit with findings.
    var accepted: ClosedRange<Int32> = 0...1
  }

  /// The times of the rounds of each program, in seconds.
  private(set) var seconds: [String: [Double]] = [:]
  private var names: [String] = []

  /// Runs each once to warm the caches, and then once per round.
  init(_ programs: [Program], rounds: Int) throws {
    names = programs.map(\.name)
    for round in 0...max(1, rounds) {
      for program in programs {
        let child = try Child.run(program.arguments)
        guard program.accepted.contains(child.status) else {
          throw WorkbenchError("\(program.name) exited \(child.status): \(program.arguments.joined(separator: " "))")
        }
        if round > 0 { seconds[program.name, default: []].append(child.seconds) }
      }
    }
  }

  func median(_ name: String) -> Double { seconds[name, default: []].median }

  /// How many times as long one took as another: the median of the ratios of the rounds.
  func ratio(_ name: String, to other: String) -> Double {
    zip(seconds[name, default: []], seconds[other, default: []]).map { $0 / $1 }.median
  }

  /// One line for each program; the last column compares with `reference`.
  func table(megabytes: Double? = nil, reference: String) -> String {
    let heading = ["median", "min", "max", megabytes == nil ? "" : "MB/s", "× \(reference)"].map { $0.aligned(to: 11) }
    let rows = names.map { name in
      let times = seconds[name, default: []]
      let cells = [times.median, times.min() ?? 0, times.max() ?? 0].map { "\($0.formatted(3)) s" }
      let speed = megabytes.map { ($0 / times.median).formatted(1) } ?? ""
      return ([name.padded(to: 20)] + (cells + [speed, ratio(name, to: reference).formatted(2)]).map { $0.aligned(to: 11) }).joined()
    }
    return ([String(repeating: " ", count: 20) + heading.joined()] + rows).joined(separator: "\n")
  }
}
