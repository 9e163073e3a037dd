import Bytes
import Knowledge
import Vocabulary

extension Rule.Example {
  /// The example on one line, with its mark and its context.
  var shown: String {
    let context = context
    return content + (context.isEmpty ? "" : "  (\(context.joined(separator: "; ")))")
  }

  /// Whether the line shows everything that makes it an example. A manifest or answers do not fit on it.
  var isSelfContained: Bool { expectations.manifest == nil && expectations.declarations.isEmpty }

  private var content: String {
    switch subject {
    case .url(let url), .onward(let url): return url
    case .names(let count): return "events of \(count) names"
    case .events(let events): return Printable.line(events.joined(separator: " "))
    case .event(let fields): return fields.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
    case .text(let value, _, let key):
      var bytes = Array(value.utf8)
      if let mark {
        bytes.insert(contentsOf: "⟧".utf8, at: mark.upperBound)
        bytes.insert(contentsOf: "⟦".utf8, at: mark.lowerBound)
      }
      return Printable.line((key.map { "\($0): " } ?? "") + String(decoding: bytes, as: UTF8.self))
    }
  }

  private var context: [String] {
    var context: [String] = []
    if let body { context.append("body \(Printable.line(body))") }
    if let eventName { context.append("in the event \(Printable.line(eventName))") }
    if let own { context.append("the app's own traffic before: \(Printable.line(own))") }
    if let plan { context.append("the plan: \(Printable.line(plan.split(whereSeparator: \.isNewline).joined(separator: "; ")))") }
    if let signal { context.append("signal before: \(Printable.line(signal))") }
    if let later { context.append("signal after: \(Printable.line(later))") }
    if expectations.isOptedOut { context.append("the customer opted out") }
    let optOut = expectations.optOut
    let optedOut = (optOut.groups.ids.union(optOut.users.ids)).sorted() + (optOut.trait.map { ["\($0.name) = \($0.value)"] } ?? [])
    if !optedOut.isEmpty { context.append("opted out: \(optedOut.joined(separator: ", "))") }
    if let destinations = expectations.destinations { context.append("the policy lists \(Self.listed(destinations))") }
    return context
  }

  private static func listed(_ destinations: [Policy.Destination]) -> String {
    guard !destinations.isEmpty else { return "no destination" }
    return destinations.map { destination in
      let details = [
        destination.region.map(\.rawValue), destination.through.map { "through \($0)" }, destination.isSelfHosted ? "self-hosted" : nil,
      ]
      .compactMap(\.self)
      return destination.id + (details.isEmpty ? "" : " [\(details.joined(separator: ", "))]")
    }.joined(separator: ", ")
  }
}
