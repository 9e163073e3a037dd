import Auditing
import Bytes
import Detecting
import Vocabulary

/// The inventory as JSON Schema 2020-12: a definition for each event as it is when fully decoded.
///
/// Content inside a text (the parameters of a URL, the claims of a token) has no keywords of its own: it is described next to the
/// text, in `x-telltale-inside`, which validates nothing.
enum InventorySchema {
  /// A step on the path to fields: the field there, and the steps below.
  private struct Place {
    var field: Inventory.Field?
    var members: [String: Place] = [:]
    /// The number of events that have something there, as far as it is known.
    var count = 0

    mutating func add(_ field: Inventory.Field, _ keys: ArraySlice<String>) {
      count = max(count, field.count)
      guard let key = keys.first else { return self.field = field }
      members[key, default: Place()].add(field, keys.dropFirst())
    }

    /// The types of a place with something below it.
    var containers: [String] {
      (members["[]"] == nil ? [] : ["array"]) + (members.keys.contains { $0 != "[]" } ? ["object"] : [])
    }
  }

  static func render(_ inventory: Inventory) -> String {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("$schema", "https://json-schema.org/draft/2020-12/schema")
      writer.member("title", "Events by destination")
      writer.member("description", "Made by telltale \(telltaleVersion) of what was sent: \(inventory.summary).")
      writer.member("$defs") { writer in
        for destination in inventory.destinations {
          for event in destination.events {
            var place = Place()
            for field in event.fields { place.add(field, field.keys[...]) }
            writer.member("\(destination.id)/\(event.path)") { writer in
              writer.member("title", "\(event.title) at \(destination.name)")
              write(place, of: event.count, &writer)
            }
          }
        }
      }
    }
    return writer.text + "\n"
  }

  /// Writes the keywords of a place that `total` events could have; nil in lists, which may be empty.
  private static func write(_ place: Place, of total: Int?, _ writer: inout JSONWriter) {
    // A text has no members: its content is not JSON there.
    let isText = place.field?.types.contains(.string) ?? false
    let types = (place.field?.types.map(\.rawValue) ?? []) + (isText ? [] : place.containers)
    if types.count == 1 { writer.member("type", types[0]) } else { writer.member("type", types) }
    if let field = place.field {
      if types == ["string"], field.dataClass == .enumeration, !field.values.isEmpty { writer.member("enum", field.values) }
      writer.member("x-telltale-class", field.dataClass.rawValue)
      writer.member("x-telltale-canonical", field.canonical)
    }
    if !isText {
      members(of: place, total, &writer)
    } else if !place.members.isEmpty {
      writer.member("x-telltale-inside") { members(of: place, total, &$0) }
    }
  }

  private static func members(of place: Place, _ total: Int?, _ writer: inout JSONWriter) {
    if let element = place.members["[]"] { writer.member("items") { write(element, of: nil, &$0) } }
    let named = place.members.filter { $0.key != "*" && $0.key != "[]" }.sorted { $0.key < $1.key }
    if !named.isEmpty {
      writer.member("properties") { writer in
        for (key, member) in named { writer.member(key) { write(member, of: total, &$0) } }
      }
    }
    let required = named.filter { $0.value.count == total }.map(\.key)
    if !required.isEmpty { writer.member("required", required) }
    // Keys that are identifiers.
    if let other = place.members["*"] { writer.member("additionalProperties") { write(other, of: nil, &$0) } }
  }
}

extension Inventory.Event {
  /// The key that identifies it at its destination.
  fileprivate var path: String { name.map { "\(kind.rawValue)/\($0)" } ?? kind.rawValue }
}
