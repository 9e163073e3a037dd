import Testing

@testable import Auditing
@testable import Detecting

/// The inventory of a capture, as rows for comparison.
struct Inventoried {
  var inventory: Inventory

  init(_ capture: String, _ change: (inout Audit.Configuration) -> Void = { _ in }) throws {
    let audited = try Audited(capture) { configuration in
      configuration.inventory = true
      change(&configuration)
    }
    inventory = try #require(audited.report.inventory)
  }

  init(contentsOf sample: String) throws {
    let audited = try Audited(contentsOf: sample) { $0.inventory = true }
    inventory = try #require(audited.report.inventory)
  }

  /// A log of track calls with these properties each, which are JSON.
  init(properties: [String]) throws {
    try self.init(Self.log(properties))
  }

  static func log(_ properties: [String]) -> String {
    properties.enumerated().map { number, properties in
      #"{"type":"track","event":"Form Created","userId":"u-17","messageId":"m-\#(number)","properties":\#(properties)}"# + "\n"
    }.joined()
  }

  func events(_ destination: String) -> [Inventory.Event] { inventory.destinations.first { $0.id == destination }?.events ?? [] }

  /// The event with a title at a destination.
  func event(_ title: String, at destination: String = "segment") throws -> Inventory.Event {
    try #require(events(destination).first { $0.title == title }, "\(events(destination).map(\.title))")
  }

  /// `wire canonical types count class values`, of one event.
  func rows(_ title: String, at destination: String = "segment") throws -> [String] {
    try event(title, at: destination).fields.map { field in
      let words = field.values.isEmpty ? "" : " " + field.values.joined(separator: "|")
      return
        "\(field.wire) \(field.canonical ?? "-") \(field.types.map(\.rawValue).joined(separator: "|")) \(field.count) \(field.dataClass)\(words)"
    }
  }

  /// The class and the values of one property of `Form Created`.
  func property(_ name: String) throws -> (dataClass: FieldClass, values: [String]) {
    let field = try #require(event("Form Created").fields.first { $0.keys == ["properties", name] })
    return (field.dataClass, field.values)
  }
}
