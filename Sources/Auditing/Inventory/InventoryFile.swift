import Bytes
import Captures
import Detecting
package import Vocabulary

/// Reads what ``InventoryJSON`` wrote.
package enum InventoryFile {
  /// It increases if a member is removed or changes its meaning. New members may be added without.
  package static let schemaVersion = 1
  /// A larger file is not an inventory: these are bounded.
  private static let maximumSize = 64 << 20

  /// The inventory in a file, or on standard input; nil if it is not one and so may be a capture.
  /// - Throws: ``CaptureError`` for a file that cannot be opened, ``ConfigurationError`` for an invalid inventory.
  package static func read(path: String) throws -> Inventory? {
    var source = try ByteSource(path: path)
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 256 << 10)
    while case let got = try source.read(into: &buffer, at: 0, count: buffer.count), got > 0 {
      bytes += buffer[..<got]
      guard bytes.count <= maximumSize, mayBegin(bytes) else { return nil }
    }
    return isInventory(bytes) ? try inventory(bytes, file: path) : nil
  }

  private static func mayBegin(_ bytes: [UInt8]) -> Bool {
    var cursor = JSONCursor()
    let first = cursor.peek(bytes.span)
    return first == nil || first == UInt8(ascii: "{")
  }

  /// Whether a text is an object with the marker of an inventory, at any position; the rest may be damaged.
  static func isInventory(_ bytes: [UInt8]) -> Bool {
    let text = bytes.span
    var cursor = JSONCursor()
    var isFirst = true
    while let key = (try? cursor.nextKey(text, isFirst: &isFirst)) ?? nil {
      guard key.spells("kind", in: text) else {
        guard (try? cursor.skipValue(text)) != nil else { return false }
        continue
      }
      return (try? cursor.string(text))?.spells("inventory", in: text) ?? false
    }
    return false
  }

  /// Reads the bytes of an inventory; unknown members are ignored.
  package static func inventory(_ bytes: [UInt8], file: String) throws(ConfigurationError) -> Inventory {
    var reader = JSONReader(bytes, file: file)
    var inventory = Inventory.empty
    try reader.object(needs: ["schemaVersion", "gaps", "omitted", "destinations"]) { (reader, key) throws(ConfigurationError) in
      switch key {
      case "schemaVersion":
        guard try reader.count() == schemaVersion else {
          throw reader.error("this version of telltale reads inventories of schemaVersion \(schemaVersion)")
        }
      case "captures": inventory.captures = try reader.count()
      case "records": inventory.records = try reader.count()
      case "gaps": inventory.gaps = try reader.count()
      case "omitted": inventory.omitted = try reader.count()
      case "destinations":
        try reader.array { (reader) throws(ConfigurationError) in inventory.destinations.append(try destination(&reader)) }
      default: try reader.skip()
      }
    }
    try reader.end()
    return inventory
  }

  private static func destination(_ reader: inout JSONReader) throws(ConfigurationError) -> Inventory.Destination {
    var destination = Inventory.Destination(id: "", name: "", category: "", party: .third, events: [])
    try reader.object(needs: ["id", "name", "category", "party", "events"]) { (reader, key) throws(ConfigurationError) in
      switch key {
      case "id": destination.id = try reader.string()
      case "name": destination.name = try reader.string()
      case "category": destination.category = try reader.string()
      case "party": destination.party = try reader.choice(Party.self)
      case "through": try reader.array { (reader) throws(ConfigurationError) in destination.through.append(try reader.string()) }
      case "events": try reader.array { (reader) throws(ConfigurationError) in destination.events.append(try event(&reader)) }
      default: try reader.skip()
      }
    }
    return destination
  }

  private static func event(_ reader: inout JSONReader) throws(ConfigurationError) -> Inventory.Event {
    var event = Inventory.Event(kind: .event, name: nil, count: 0, fields: [])
    try reader.object(needs: ["type", "count", "fields"]) { (reader, key) throws(ConfigurationError) in
      switch key {
      case "type": event.kind = try reader.choice(Inventory.Event.Kind.self)
      case "name": event.name = try reader.string()
      case "count": event.count = try reader.count()
      case "fields": try reader.array { (reader) throws(ConfigurationError) in event.fields.append(try field(&reader)) }
      default: try reader.skip()
      }
    }
    return event
  }

  private static func field(_ reader: inout JSONReader) throws(ConfigurationError) -> Inventory.Field {
    var field = Inventory.Field(wire: "", keys: [], types: [], count: 0, dataClass: .identifier, values: [])
    try reader.object(needs: ["wire", "keys", "types", "count", "class"]) { (reader, key) throws(ConfigurationError) in
      switch key {
      case "wire": field.wire = try reader.string()
      case "keys": field.keys = try reader.strings()
      case "canonical": field.canonical = try reader.string()
      case "types":
        try reader.array { (reader) throws(ConfigurationError) in field.types.append(try reader.choice(Inventory.Field.Kind.self)) }
      case "count": field.count = try reader.count()
      case "class": field.dataClass = try reader.choice(FieldClass.self)
      case "kinds": try reader.array { (reader) throws(ConfigurationError) in field.kinds.append(try kind(&reader)) }
      case "values": field.values = try reader.strings()
      case "example": field.example = try reader.string()
      default: try reader.skip()
      }
    }
    return field
  }

  private static func kind(_ reader: inout JSONReader) throws(ConfigurationError) -> FieldKind {
    var kind = FieldKind(dataClass: .identifier, name: "")
    try reader.object(needs: ["class", "name"]) { (reader, key) throws(ConfigurationError) in
      switch key {
      case "class": kind.dataClass = try reader.choice(FieldClass.self)
      case "name": kind.name = try reader.string()
      default: try reader.skip()
      }
    }
    return kind
  }
}
