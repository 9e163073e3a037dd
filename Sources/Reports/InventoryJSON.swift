package import Auditing
import Bytes
import Vocabulary

/// The inventory for programs and for ``InventoryFile``: a versioned format, with the schema `Schemas/inventory.schema.json`.
package enum InventoryJSON {
  /// The marker that distinguishes an inventory from a capture.
  static let kind = "inventory"

  package static func render(_ inventory: Inventory) -> String {
    var writer = JSONWriter()
    writer.object { writer in
      writer.head(schemaVersion: InventoryFile.schemaVersion)
      writer.member("kind", kind)
      writer.member("captures", inventory.captures)
      writer.member("records", inventory.records)
      writer.member("complete", inventory.isComplete)
      writer.member("gaps", inventory.gaps)
      writer.member("omitted", inventory.omitted)
      writer.member("destinations", array: inventory.destinations) { writer, destination in
        writer.object { write(destination, &$0) }
      }
    }
    return writer.text + "\n"
  }

  private static func write(_ destination: Inventory.Destination, _ writer: inout JSONWriter) {
    writer.member("id", destination.id)
    writer.member("name", destination.name)
    writer.member("category", destination.category)
    writer.member("party", destination.party.rawValue)
    if !destination.through.isEmpty { writer.member("through", destination.through) }
    writer.member("events", array: destination.events) { writer, event in
      writer.object { writer in
        writer.member("type", event.kind.rawValue)
        writer.member("name", event.name)
        writer.member("count", event.count)
        writer.member("fields", array: event.fields) { writer, field in
          writer.object { write(field, &$0) }
        }
      }
    }
  }

  private static func write(_ field: Inventory.Field, _ writer: inout JSONWriter) {
    writer.member("wire", field.wire)
    writer.member("keys", field.keys)
    writer.member("canonical", field.canonical)
    writer.member("types", field.types.map(\.rawValue))
    writer.member("count", field.count)
    writer.member("class", field.dataClass.rawValue)
    if !field.kinds.isEmpty {
      writer.member("kinds", array: field.kinds) { writer, kind in
        writer.object { writer in
          writer.member("class", kind.dataClass.rawValue)
          writer.member("name", kind.name)
        }
      }
    }
    if field.dataClass == .enumeration { writer.member("values", field.values) }
    writer.member("example", field.example)
  }
}
