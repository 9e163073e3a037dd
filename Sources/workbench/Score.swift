import ArgumentParser
import Foundation

/// `workbench score`: compares audits with the labels of captures.
struct Score: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compare audits with labelled captures.",
    discussion: """
      Each folder holds NAME.har (or NAME.har.zip, NAME.ndjson, NAME.json) next to NAME.labels.json, NAME.expected.json or both.

      recall: distinct pairs (record, planted value) that must be found and that some occurrence in that record holds.
      traps: values that only look like something, reported as the value itself at severity low or above.
      clean: findings of severity high or above in captures that hold nothing to be found.
      A pair has the form that hides it best on its way.
      A pair counts for a layer where no place of the value in the record can be read without it.

      Exits 0 only if recall is 1, the others are 0 and every expectation is met.
      """)

  @Option(help: "The executable to measure.")
  var telltale: String

  @Option(help: "How many misses and false alarms to print.")
  var misses = 20

  @Argument(help: "Folders of labelled captures.")
  var folders: [String]

  func run() throws {
    let auditor = Auditor(telltale: telltale)
    var card = Scorecard()
    var differences: [String] = []
    for folder in folders {
      for sample in try Sample.all(in: URL(filePath: folder)) {
        let report: Report
        do {
          report = try auditor.audit(sample.capture, options: ["--show-values", "--allow-incomplete", "--fail-on", "critical"])
        } catch {
          throw WorkbenchError("\(sample.name): \(error)")
        }
        if let labels = sample.labels {
          print(card.add(report, try JSONDecoder().decode(Labels.self, from: Data(contentsOf: labels)).labels, name: sample.name))
        }
        if let expected = sample.expected {
          differences += try Expected.differences(of: report, from: expected).map { "\(sample.name) · \($0)" }
        }
      }
    }
    describe(card, differences)
    if card.total.recall < 1 || !card.traps.isEmpty || !card.noise.isEmpty || !differences.isEmpty {
      throw ExitCode.failure
    }
  }

  private func describe(_ card: Scorecard, _ differences: [String]) {
    let tables = [
      ("kind", card.byKind), ("form", card.byForm), ("layer", card.byLayer), ("what it takes to see it", card.byDetect),
    ]
    for (title, tallies) in tables {
      print("\nby \(title)")
      for (name, tally) in tallies.sorted(by: { $0.key < $1.key }) {
        print("  \(name.padded(to: 24)) \("\(tally.found)/\(tally.wanted)".aligned(to: 11))  \(tally.recall.formatted(3))")
      }
    }
    print("")
    let rows = [
      ("missed", card.misses), ("trap reported", card.traps), ("clean capture reported", card.noise),
      ("not as expected", differences),
    ]
    for (title, all) in rows {
      for row in all.prefix(misses) { print("\(title): \(row)") }
      if all.count > misses { print("\(title): … \(all.count - misses) more") }
    }
    print(
      "recall \(card.total.recall.formatted(4)) of \(card.total.wanted), precision \(card.precision.formatted(4)), traps \(card.traps.count), clean \(card.noise.count)"
    )
  }
}

/// A capture and its labels.
struct Sample {
  var name: String
  var capture: URL
  var labels: URL?
  var expected: URL?

  /// The samples of a folder by name.
  static func all(in folder: URL) throws -> [Sample] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    let present = Set(names)
    let file = { (name: String) in present.contains(name) ? folder.appending(path: name) : nil }
    let bases = Set(
      names.flatMap { name in [".labels.json", ".expected.json"].filter(name.hasSuffix).map { String(name.dropLast($0.count)) } })
    return try bases.sorted().map { base in
      let captures = [".har", ".har.zip", ".ndjson", ".json"].compactMap { file(base + $0) }
      guard let capture = captures.first else { throw WorkbenchError("no capture next to \(base).labels.json") }
      return Sample(name: base, capture: capture, labels: file(base + ".labels.json"), expected: file(base + ".expected.json"))
    }
  }
}
