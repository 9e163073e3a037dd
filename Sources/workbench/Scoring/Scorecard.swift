/// How many were found, and how many were wanted.
struct Tally {
  var found = 0
  var wanted = 0

  mutating func count(_ hit: Bool) {
    wanted += 1
    if hit { found += 1 }
  }

  /// Found relative to wanted; 1 if nothing was wanted.
  var recall: Double { wanted == 0 ? 1 : Double(found) / Double(wanted) }
}

/// The results of audits of labelled captures.
struct Scorecard {
  static let severe: Set<String> = ["critical", "high"]
  static let reported: Set<String> = severe.union(["medium", "low"])

  private(set) var total = Tally()
  private(set) var byKind: [String: Tally] = [:]
  private(set) var byLayer: [String: Tally] = [:]
  private(set) var byForm: [String: Tally] = [:]
  private(set) var byDetect: [String: Tally] = [:]
  private(set) var misses: [String] = []
  private(set) var traps: [String] = []
  private(set) var noise: [String] = []

  /// The share of correct findings among those that are labelled: leaks, traps and severe findings in clean captures.
  var precision: Double {
    let reported = total.found + traps.count + noise.count
    return reported == 0 ? 1 : Double(total.found) / Double(reported)
  }

  /// Compares a report with the labels of its capture, and returns a line about it.
  mutating func add(_ report: Report, _ labels: [Label], name: String) -> String {
    var byRecord: [Int: [(finding: Report.Finding, value: Planted)]] = [:]
    for finding in report.findings {
      for occurrence in finding.occurrences {
        byRecord[occurrence.record, default: []].append((finding, Planted(occurrence.value ?? "")))
      }
    }
    let before = (total, traps.count, noise.count)
    let wanted = Self.wanted(labels)
    for leak in wanted {
      let hit = byRecord[leak.label.record, default: []].contains { leak.planted.isHeld(by: $0.value) }
      count(leak, hit: hit, name: name)
    }
    traps += Self.trapsReported(labels, byRecord).map { "\(name) · \($0)" }
    if wanted.isEmpty {
      noise += report.findings.filter { Self.severe.contains($0.severity) }
        .map { "\(name) · \($0.severity) · \($0.rule) · \($0.destination ?? "-") · \($0.count)" }
    }
    let share = "\(total.found - before.0.found)/\(total.wanted - before.0.wanted)"
    return
      "\(name.padded(to: 40)) \(share.padded(to: 11)) traps \("\(traps.count - before.1)".padded(to: 4)) clean \(noise.count - before.2)"
  }

  private mutating func count(_ leak: Leak, hit: Bool, name: String) {
    total.count(hit)
    byKind[leak.label.kind, default: Tally()].count(hit)
    byForm[leak.label.form, default: Tally()].count(hit)
    byDetect[leak.label.detect ?? "any", default: Tally()].count(hit)
    for layer in leak.layers.isEmpty ? ["(no one layer)"] : leak.layers {
      byLayer[layer, default: Tally()].count(hit)
    }
    if !hit {
      let label = leak.label
      misses.append("\(name) · \(label.record) · \(label.kind) · \(label.host ?? "") · \(label.path.joined(separator: "/"))")
    }
  }

  /// A value that must be found anywhere in a record.
  private struct Leak {
    var label: Label
    var planted: Planted
    /// The layers on the way to every place of the value in this record, all of which are needed to find it.
    var layers: Set<String>
  }

  private static func wanted(_ labels: [Label]) -> [Leak] {
    struct Pair: Hashable {
      var record: Int
      var planted: Planted
    }
    var leaks: [Leak] = []
    var places: [Pair: Int] = [:]
    for label in labels where label.mustFind == true {
      let pair = Pair(record: label.record, planted: Planted(label.value))
      if let place = places[pair] {
        leaks[place].layers.formIntersection(label.layers)
      } else {
        places[pair] = leaks.count
        leaks.append(Leak(label: label, planted: pair.planted, layers: label.layers))
      }
    }
    return leaks
  }

  /// The traps that a finding reported as the value itself, each once.
  private static func trapsReported(
    _ labels: [Label], _ byRecord: [Int: [(finding: Report.Finding, value: Planted)]]
  ) -> [String] {
    var wrong: Set<String> = []
    for label in labels where label.isTrap {
      let planted = Planted(label.value)
      for (finding, value) in byRecord[label.record, default: []] where reported.contains(finding.severity) && value == planted {
        wrong.insert("\(label.record) · \(label.kind) · \(finding.rule) · \(label.host ?? "")")
      }
    }
    return wrong.sorted()
  }
}
