import Auditing
import Knowledge
import Vocabulary

extension HTMLPage {
  /// Further destinations share the last column.
  private static let maximumColumns = 60

  /// The table of findings: a row for each rule, by category, and a column for each destination; false if nothing was found.
  var matrix: Any {
    guard !destinations.isEmpty else { return false }
    let columns = Self.columns(destinations, upTo: Self.maximumColumns)
    let numbers = causeNumbers
    return [
      "size": Self.size(of: columns), "parties": parties(of: columns), "columns": columns.map(head),
      "groups": Category.allCases.compactMap { category in
        let rules = rules(of: category)
        guard !rules.isEmpty else { return nil }
        return [
          "title": category.title, "span": columns.count + 2,
          "rows": rules.map { rule in
            var total = DestinationColumn.Share()
            for column in destinations { if let share = column.byRule[rule.id] { total.add(share) } }
            return total.content.merging([
              "id": anchors[.rule, rule.id] ?? false, "title": rule.title, "rule": rule.id, "total": Wording.digits(total.count),
              "cells": columns.map { cell(rule, $0, numbers) },
            ]) { $1 }
          },
        ]
      } as [HTMLContent],
    ] as HTMLContent
  }

  /// The size of a table: with horizontal heads, vertical heads, or on a separate sheet of paper.
  private static func size(of columns: [DestinationColumn]) -> String {
    switch columns.count {
    case ...6: "few"
    case ...18: "some"
    default: "many"
    }
  }

  /// The destinations with their own column, and the rest as one.
  static func columns(_ all: [DestinationColumn], upTo most: Int) -> [DestinationColumn] {
    guard all.count > most else { return all }
    let rest = all[(most - 1)...]
    return all.prefix(most - 1) + [DestinationColumn.sum(rest, as: "\(Wording.digits(rest.count)) more")]
  }

  /// The heads above the columns of each party.
  private func parties(of columns: [DestinationColumn]) -> [HTMLContent] {
    var groups: [(party: Party, count: Int)] = []
    for column in columns {
      if groups.last?.party == column.party { groups[groups.count - 1].count += 1 } else { groups.append((column.party, 1)) }
    }
    return groups.map { ["party": $0.party == .third && $0.count > 1 ? "Third parties" : $0.party.title, "span": $0.count] }
  }

  private func head(_ column: DestinationColumn) -> HTMLContent {
    ["name": Self.short(name(of: column.destination)), "anchor": anchors[.destination, column.destination] ?? false]
  }

  /// A shortened name. It keeps the end too, which identifies a host as much as the beginning.
  static func short(_ name: String, to letters: Int = 32) -> String {
    name.count > letters ? name.prefix(letters - letters / 2) + "…" + name.suffix(letters / 2 - 1) : name
  }

  /// The rules of a category with findings, most severe first.
  private func rules(of category: Category) -> [Rule] {
    var seen: Set<String> = []
    return report.findings.map(\.rule).filter { $0.category == category && seen.insert($0.id).inserted }
  }

  private func cell(_ rule: Rule, _ column: DestinationColumn, _ numbers: [[String]: Int]) -> HTMLContent {
    guard let share = column.byRule[rule.id] else { return ["share": false] }
    let cause = numbers[[rule.id, column.destination]].flatMap { anchors[.cause, report.causes[$0].id] }
    let content: HTMLContent = [
      "count": Wording.digits(share.count), "unit": share.count == 1 ? "time" : "times", "anchor": cause ?? false,
      "worst": share.worst?.name ?? "accepted",
      "to": Self.short(name(of: column.destination)), "what": rule.title,
    ]
    return ["share": share.content.merging(content) { $1 }]
  }

  /// The first cause of a rule at a destination.
  private var causeNumbers: [[String]: Int] {
    var numbers: [[String]: Int] = [:]
    for (number, cause) in causes.enumerated() {
      for finding in cause.findings where numbers[[finding.rule.id, finding.destination]] == nil {
        numbers[[finding.rule.id, finding.destination]] = number
      }
    }
    return numbers
  }
}
