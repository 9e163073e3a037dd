import ArgumentParser
import Foundation

/// `workbench bench`: how long an audit takes beside a plain search of the same file in the same run, and a redaction beside the audit.
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Times an audit of a large capture against ripgrep with three bare regexes, and a redaction of it.",
    discussion: """
      The two take turns, after a round that warms the caches; the ratio is the median of the ratios of the rounds.
      A missed target is said and does not fail: a measurement is no test.
      """)

  @Option(help: "The executable to measure.")
  var telltale: String

  @Option(help: "The size of the capture that is generated.")
  var megabytes = 200

  @Option(help: "The seed of the capture that is generated.")
  var seed: UInt64 = 1

  @Option(help: "A capture to measure with in place of a generated one.")
  var file: String?

  @Option(help: "How many rounds are timed.")
  var runs = 7

  /// A JWT, an email address and an IPv4 address, as anybody would search for them.
  private static let search = [
    "rg", "-c", "-e", #"eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*"#,
    "-e", #"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}"#,
    "-e", #"\b(?:[0-9]{1,3}\.){3}[0-9]{1,3}\b"#,
  ]

  func run() throws {
    do {
      _ = try Child.run(["rg", "--version"])
    } catch {
      throw WorkbenchError("ripgrep is what the audit is measured against and is not here: install it (apt-get install ripgrep)")
    }
    try withTemporaryDirectory { folder in
      let capture = try file ?? generate(into: folder)
      let attributes = try FileManager.default.attributesOfItem(atPath: capture)
      let size = Double((attributes[.size] as? Int) ?? 0) / 1e6
      describe(try measure(capture), megabytes: size)
    }
  }

  private func generate(into folder: URL) throws -> String {
    let path = folder.appending(path: "generated.har").path
    let session = try Session.write(to: path, bytes: megabytes * 1_000_000, seed: seed)
    print("generated \(session.summary)")
    return path
  }

  /// What the rounds took.
  private struct Measurement {
    var search: [Double] = []
    var audit: [Double] = []
    var redaction: [Double] = []
    var peak = 0
    var redactionPeak = 0
    var start: [Double] = []
    var floor = 0
  }

  private func measure(_ capture: String) throws -> Measurement {
    var measured = Measurement()
    for round in 0...max(1, runs) {
      let search = try Child.run(Self.search + [capture])
      let audit = try Child.run([telltale, "audit", capture, "--format", "json"])
      guard search.status <= 1 else { throw WorkbenchError("rg exited \(search.status)") }
      guard audit.status <= 1 else { throw WorkbenchError("telltale exited \(audit.status): run it on this capture to see why") }
      measured.peak = max(measured.peak, audit.peakBytes)
      // It takes longer than the others together, so that it is measured three times at most.
      if round <= 3 {
        let redacted = capture + ".redacted"
        let redaction = try Child.run([telltale, "redact", capture, "-o", redacted, "--no-policy"])
        guard redaction.status == 0 else { throw WorkbenchError("telltale redact exited \(redaction.status)") }
        try FileManager.default.removeItem(atPath: redacted)
        measured.redactionPeak = max(measured.redactionPeak, redaction.peakBytes)
        if round > 0 { measured.redaction.append(redaction.seconds) }
      }
      if round > 0 {
        measured.search.append(search.seconds)
        measured.audit.append(audit.seconds)
      }
    }
    for round in 0...20 {
      let start = try Child.run([telltale, "--version"])
      guard start.status == 0 else { throw WorkbenchError("telltale --version exited \(start.status)") }
      if round > 0 { measured.start.append(start.seconds) }
    }
    measured.floor = try Child.floor()
    return measured
  }

  private func describe(_ measured: Measurement, megabytes: Double) {
    print("\(megabytes.formatted(1)) MB, \(measured.audit.count) rounds\n")
    print("                median      min      max     MB/s")
    for (name, times) in [("rg", measured.search), ("audit", measured.audit), ("redact", measured.redaction)] {
      let cells = [times.median, times.min() ?? 0, times.max() ?? 0].map { "\($0.formatted(3)) s".aligned(to: 9) }
      print("\(name.padded(to: 13))\(cells.joined())\((megabytes / times.median).formatted(0).aligned(to: 9))")
    }
    let ratio = zip(measured.audit, measured.search).map { $0 / $1 }.median
    print("\ntarget                      measured")
    target("time, of rg's", "≤ 0.50", ratio.formatted(2), ratio <= 0.5)
    let peak = Double(measured.peak) / 1e6
    target("peak memory", "< 64 MB", "\(peak.formatted(1)) MB", peak < 64)
    let redaction = measured.redaction.median / measured.audit.median
    target("redact, audits", "≤ 20", redaction.formatted(1), redaction <= 20)
    let redactionPeak = Double(measured.redactionPeak) / 1e6
    target("its memory", "< 64 MB", "\(redactionPeak.formatted(1)) MB", redactionPeak < 64)
    let start = measured.start.median * 1000
    target("start-up", "< 25 ms", "\(start.formatted(1)) ms", start < 25)
    print("\nMemory below \((Double(measured.floor) / 1e6).formatted(1)) MB cannot be told apart: the workbench itself takes that.")
  }

  private func target(_ name: String, _ limit: String, _ value: String, _ met: Bool) {
    print("\(name.padded(to: 15))\(limit.padded(to: 13))\(value.padded(to: 12))\(met ? "ok" : "MISSED")")
  }
}

extension [Double] {
  /// The middle one, or the mean of the two in the middle; 0 of none.
  var median: Double {
    let sorted = sorted()
    guard let last = sorted.last else { return 0 }
    let middle = count / 2
    return count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : (count == 1 ? last : sorted[middle])
  }
}
