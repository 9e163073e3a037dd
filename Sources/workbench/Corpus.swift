import ArgumentParser
import Foundation

/// `workbench corpus`: the results of auditing many unlabelled captures.
struct Corpus: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Audit every capture below a folder, and print one line for each.",
    discussion: """
      Columns: records, destinations recognised (third parties first), findings by severity (critical/high/medium/low/info), gaps.
      The output is reproducible, so two versions of telltale can be compared with diff.
      """)

  @Option(help: "The executable to measure.")
  var telltale: String

  @Argument(help: "A folder of captures.")
  var folder: String

  func run() throws {
    let auditor = Auditor(telltale: telltale)
    var totals = Row()
    var unread = 0
    let captures = try Self.captures(below: folder)
    for name in captures {
      do {
        let report = try auditor.audit(URL(filePath: folder).appending(path: name), options: ["--allow-incomplete"])
        let row = Row(report)
        print("\(row)  \(name)")
        totals.add(row)
      } catch let failure as Auditor.Failure {
        unread += 1
        let reason = failure.message.split(separator: "\n").first ?? ""
        print("exit \(failure.status)  \(name): \(reason.replacing(folder, with: ""))")
      }
    }
    print("\(totals)  \(captures.count) captures, \(unread) without a report")
  }

  /// The paths of the captures below a folder, relative to it and in order.
  private static func captures(below folder: String) throws -> [String] {
    let notes = [".labels.json", ".expected.json"]
    let endings = [".har", ".zip", ".json", ".ndjson", ".jsonl", ".log", ".gz", ".zst"]
    return try FileManager.default.subpathsOfDirectory(atPath: folder)
      .filter { name in endings.contains(where: name.lowercased().hasSuffix) && !notes.contains(where: name.hasSuffix) }
      .sorted()
  }

  /// The numbers of one report.
  private struct Row: CustomStringConvertible {
    private var records = 0
    private var third: [String] = []
    private var others: [String] = []
    private var severities: [String: Int] = [:]
    private var gaps = 0

    init() {}

    init(_ report: Report) {
      for capture in report.captures {
        records += capture.records
        gaps += capture.gaps.count
      }
      for destination in report.destinations {
        if destination.party == "third" { third.append(destination.id) } else { others.append(destination.id) }
      }
      for finding in report.findings {
        severities[finding.severity, default: 0] += 1
      }
    }

    mutating func add(_ other: Row) {
      records += other.records
      third = Set(third + other.third).sorted()
      others = Set(others + other.others).sorted()
      severities.merge(other.severities, uniquingKeysWith: +)
      gaps += other.gaps
    }

    var description: String {
      let counts = ["critical", "high", "medium", "low", "info"].map { "\(severities[$0] ?? 0)" }.joined(separator: "/")
      let destinations = (third.sorted() + others.sorted().map { "(\($0))" }).joined(separator: " ")
      return "\("\(records)".aligned(to: 6)) records  \(counts.padded(to: 16)) \("\(gaps)".aligned(to: 3)) gaps  [\(destinations)]"
    }
  }
}
