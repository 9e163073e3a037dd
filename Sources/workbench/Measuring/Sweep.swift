import Foundation

/// Time and memory by the size of a capture.
struct Sweep {
  var setup: Setup
  /// What to measure for each size.
  var time: Bool
  var memory: Bool
  /// The start-up time of an audit in seconds.
  private var start = 0.0

  private static let sizes = [10, 30, 100, 300, 1000, 2000]

  /// A sweep of time, memory or both; the audit of the small `sample` shows the start-up time.
  init(_ setup: Setup, time: Bool, memory: Bool, sample: String) throws {
    self.setup = setup
    self.time = time
    self.memory = memory
    if time { start = try Contest([setup.audit(sample)], rounds: 9).median("audit") }
  }

  /// Measures one kind of capture in every size up to the largest, prints a table, and returns the figures that have targets.
  func run(_ kind: CaptureKind, largest: Int) throws -> [Target] {
    var timed: [(megabytes: Double, seconds: Double)] = []
    var peaks: [Peak] = []
    for size in Self.sizes.filter({ $0 <= largest }) {
      let subject = try Subject(kind, megabytes: size, seed: setup.seed, in: setup.folder)
      defer { try? FileManager.default.removeItem(atPath: subject.path) }
      if time {
        timed.append((subject.megabytes, try Contest([setup.audit(subject.path)], rounds: min(setup.rounds, 3)).median("audit")))
      }
      if memory { peaks += try self.peaks(of: subject) }
    }
    return (time ? [growth(timed, kind)] : []) + (memory ? [memory(peaks, kind)] : [])
  }

  private func growth(_ timed: [(megabytes: Double, seconds: Double)], _ kind: CaptureKind) -> Target {
    print("\n\(kind.title) by size\n\("MB".aligned(to: 10))\("median".aligned(to: 12))\("MB/s".aligned(to: 10))")
    for (megabytes, seconds) in timed {
      print(
        "\(megabytes.formatted(1).aligned(to: 10))\("\(seconds.formatted(3)) s".aligned(to: 12))"
          + (megabytes / seconds).formatted(1).aligned(to: 10))
    }
    let sizes = timed.map(\.megabytes)
    // Start-up time is the same for every size: it would make growth look less than linear.
    let slope = workbench.growth(of: timed.map { $0.seconds - start }, by: sizes)
    var target = Target(name: "\(kind.title): time by size, slope", limit: .near(1, within: 0.05), measured: slope)
    if let whole = workbench.growth(of: timed.map(\.seconds), by: sizes), slope != nil {
      target.note = "\(whole.formatted(2)) with the start-up of \((start * 1000).formatted(0)) ms"
    } else {
      target.note = "too few sizes, or too small ones"
    }
    return target
  }

  /// The peak memory of one audit.
  private struct Peak {
    var subject: String
    var input: String
    var format: String
    var megabytes: Double
  }

  private static let formats = ["text", "json"]
  private static let inputs = ["file", "stdin", "gzip"]

  /// The capture as a file, through a pipe and compressed, each with two formats of the report.
  private func peaks(of subject: Subject) throws -> [Peak] {
    let packed = subject.path + ".gz"
    let packing = try Child.run(["gzip", "-1", "-c", subject.path], output: packed)
    defer { try? FileManager.default.removeItem(atPath: packed) }
    guard packing.status == 0 else { throw WorkbenchError("gzip exited \(packing.status)") }
    return try Self.inputs.flatMap { input in
      try Self.formats.map { format in
        let command = [setup.telltale, "audit", input == "file" ? subject.path : input == "gzip" ? packed : "-"]
        let audit = command + ["--format", format, "--no-policy"]
        // The shell's peak is that of its largest child.
        let child = try Child.run(
          input == "stdin" ? ["sh", "-c", #"file=$1; shift; cat "$file" | "$@""#, "sh", subject.path] + audit : audit)
        guard child.status <= 1 else { throw WorkbenchError("telltale exited \(child.status): \(audit.joined(separator: " "))") }
        return Peak(
          subject: "\(subject.megabytes.formatted(0)) MB", input: input, format: format, megabytes: Double(child.peakBytes) / 1e6)
      }
    }
  }

  private func memory(_ peaks: [Peak], _ kind: CaptureKind) -> Target {
    let columns = Self.inputs.flatMap { input in Self.formats.map { "\(input) \($0)" } }
    print("\n\(kind.title): peak memory in MB by size\n" + ([""] + columns).map { $0.aligned(to: 12) }.joined())
    for start in stride(from: 0, to: peaks.count, by: columns.count) {
      let row = peaks[start..<(start + columns.count)]
      print(([row.first?.subject ?? ""] + row.map { $0.megabytes.formatted(1) }).map { $0.aligned(to: 12) }.joined())
    }
    let worst = peaks.max { $0.megabytes < $1.megabytes }
    return Target(
      name: "\(kind.title): peak memory", limit: .atMost(96), decimals: 1, unit: " MB", measured: worst?.megabytes,
      note: worst.map { "\($0.subject), \($0.input), \($0.format)" } ?? "no size is that small")
  }
}
