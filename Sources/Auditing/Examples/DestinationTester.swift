import Bytes
import Detecting
package import Knowledge
internal import PCRE
import Payloads
package import Vocabulary

/// Tests destinations with their own examples: each is unwrapped, recognised, and read in that destination's dialect.
package struct DestinationTester {
  /// A host that no destination lists: there only the shape identifies the destination.
  static let unlistedHost = "collector.example"

  private let book: RuleBook

  package init(_ destinations: DestinationBook) throws(ConfigurationError) {
    book = try RuleBook(rules: [], destinations: destinations.destinations + [destinations.generic].compactMap { $0 })
  }

  /// The first example of `destination` that fails.
  package func firstFailure(of destination: Destination) -> ExampleFailure? {
    for example in destination.examples {
      if let message = problem(example, destination) { return ExampleFailure(line: example.line, message: message) }
    }
    return nil
  }

  private func problem(_ example: Destination.Example, _ destination: Destination) -> String? {
    do throws(WireTemplate.Failure) {
      let wanted = example.recordDestination ?? destination.id
      let reading = read(try WireStage(example.subject))
      if reading.recordDestination != wanted { return "this is \(wanted), but was recognised as \(reading.recordDestination)" }
      for (canonical, value) in example.fields.sorted(by: { $0.key < $1.key }) where !reading.holds(canonical, value) {
        let found = (reading.values[canonical] ?? []).map { "“\($0)”" }.joined(separator: ", ")
        return "\(canonical) is “\(value)”, and " + (found.isEmpty ? "is not found" : "found is \(found)")
      }
      if let message = try misjudgement(of: example) { return message }
      guard case .request = example.subject, !destination.shapes.isEmpty, example.hasShape else { return nil }
      let elsewhere = read(try WireStage(example.subject, otherHost: Self.unlistedHost)).recordDestination
      if elsewhere != wanted { return "at a host that is not listed this is \(wanted) by its shape, but was recognised as \(elsewhere)" }
      return nil
    } catch {
      return error.message
    }
  }

  /// Whether a request that sends data is recognised as one that only loads something, or vice versa.
  private func misjudgement(of example: Destination.Example) throws(WireTemplate.Failure) -> String? {
    guard case .request(let request) = example.subject else { return nil }
    let url = try WireTemplate.bytes(of: request.url)
    let owner = try WireStage(example.subject).host.flatMap { book.destinations.index(ofHost: $0) }
    let isAsset = owner.map { book.destinations.destinations[$0].isAsset(url: url.span, Matcher()) } ?? false
    if isAsset == example.collects {
      return isAsset
        ? "this collects, and `assets` takes it for something that is loaded" : "this only loads something, and `assets` does not know it"
    }
    return nil
  }

  /// How an example was read.
  private struct Reading {
    var recordDestination: String
    var values: [String: [String]]

    func holds(_ canonical: String, _ value: String) -> Bool { values[canonical]?.contains(value) ?? false }
  }

  private func read(_ stage: WireStage) -> Reading {
    var scanner = RecordScanner(book)
    let found = scanner.detections(in: stage.record, stage.bytes.span)
    let dialect = scanner.recogniser.dialect(of: found.recordDestination)
    var reading = Reading(
      recordDestination: found.recordDestination.destination.map { book.destinations.destinations[$0].id } ?? "an unknown destination",
      values: [:])
    for event in found.events {
      if let type = event.type { reading.values["event.type", default: []].append(type.rawValue) }
      if let name = event.name { reading.values["event.name", default: []].append(name) }
    }
    let events = Dictionary(found.events.enumerated().map { ($1.node, $0) }) { first, _ in first }
    for field in scanner.unwrapper.payload.fields where !field.isContainer {
      var node = field.node
      while node >= 0, events[node] == nil { node = scanner.unwrapper.payload.nodes[node].parent }
      let meaning = dialect.meaning(of: scanner.unwrapper.payload.nodes[field.node].path)
      let type = found.events[events[node] ?? 0].type
      guard meaning.isOwn, let canonical = meaning.canonical(in: type), canonical != "event.type" else { continue }
      let value = scanner.unwrapper.payload.withBytes(of: field.layer, record: stage.bytes.span) {
        String(copying: $0.extracting(field.range))
      }
      reading.values[canonical, default: []].append(value)
    }
    return reading
  }
}
