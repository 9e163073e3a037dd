@testable import Payloads

extension MapReader {
  /// The description of one value, and the number of bytes read.
  static func description(of bytes: [UInt8]) -> String {
    var reader = Self()
    do {
      let value = try reader.next(bytes.span)
      let text =
        switch value {
        case .string(let range): "string \(range)"
        case .binary(let range): "binary \(range)"
        case .number: "number"
        case .array(let count): "array \(count.map(String.init) ?? "open")"
        case .map(let count): "map \(count.map(String.init) ?? "open")"
        case .end: "end"
        }
      return "\(text) to \(reader.offset)"
    } catch {
      return "damage"
    }
  }
}
