import Auditing
import Bytes
import Vocabulary

/// The difference for programs: a versioned format, with the schema `Schemas/diff.schema.json`.
enum DiffJSON {
  /// It increases if a member is removed or changes its meaning. New members may be added without.
  static let schemaVersion = 1

  static func render(_ diff: InventoryDiff, _ gate: DiffGate) -> String {
    var writer = JSONWriter()
    writer.object { writer in
      writer.head(schemaVersion: schemaVersion)
      writer.member("kind", "diff")
      writer.member("status", gate.status(of: diff).rawValue)
      writer.member("failOn", gate.failOn.sorted().map(\.rawValue))
      writer.member("failing", diff.failing(gate.failOn).map(\.rawValue))
      writer.member("incomplete", diff.incompleteness)
      writer.member("destinations", array: diff.destinations) { writer, destination in
        writer.object { write(destination, &$0) }
      }
    }
    return writer.text + "\n"
  }

  private static func write(_ destination: InventoryDiff.Destination, _ writer: inout JSONWriter) {
    writer.member("change", destination.change.rawValue)
    writer.member("id", destination.id)
    writer.member("name", destination.name)
    writer.member("category", destination.category)
    writer.member("party", destination.party.rawValue)
    writer.member("newClasses", destination.newClasses.map(\.rawValue))
    writer.member("newKinds", array: destination.newKinds) { writer, kind in
      writer.object { writer in
        writer.member("class", kind.dataClass.rawValue)
        writer.member("name", kind.name)
      }
    }
    writer.member("events", array: destination.events) { writer, event in
      writer.object { writer in
        writer.member("change", event.isNew ? "new" : "gone")
        writer.member("type", event.kind.rawValue)
        writer.member("name", event.name)
      }
    }
    writer.member("fields", array: destination.fields) { writer, field in
      writer.object { writer in
        writer.member("change", field.change.rawValue)
        writer.member("type", field.event.rawValue)
        writer.member("event", field.name)
        writer.member("wire", field.wire)
        writer.member("canonical", field.canonical)
        writer.member("class", field.dataClass.rawValue)
        writer.member("before", field.before?.rawValue)
      }
    }
  }
}
