import Bytes
import Vocabulary

extension FuzzTarget {
  /// What is wrong with the sources of a decoded text: each byte must come from raw bytes in the text, in order.
  static func misplaced(_ codec: any TransparentCodec.Type, _ raw: Span<UInt8>) -> String? {
    var (low, high, faults, count) = (0, 0, 0, 0)
    codec.decode(raw) { _, source in
      if source.isEmpty || source.lowerBound < low || source.upperBound < high || source.upperBound > raw.count { faults += 1 }
      (low, high, count) = (source.lowerBound, source.upperBound, count + 1)
    }
    if faults > 0 { return "\(faults) bytes of \(codec) out of place" }
    let all = codec.source(of: 0..<count, in: raw)
    return count > 0 && all != 0..<raw.count ? "\(codec) says that everything stands for \(all) of \(raw.count) bytes" : nil
  }

  /// What is wrong with an error: it must have a position in the file, and a message.
  static func misplaced(_ error: ConfigurationError, in input: [UInt8]) -> String? {
    let lines = input.count { $0 == 0x0A || $0 == 0x0D } + 2
    guard 1...lines ~= error.line, 1...input.count + 2 ~= error.column else { return "an error outside of the file: \(error)" }
    return error.message.isEmpty ? "an error without a word" : nil
  }
}
