/// A part of the kit that takes untrusted bytes, and what must hold for any bytes.
///
/// `make fuzz` lets libFuzzer make up the bytes; the test suite replays seeds and earlier failures. Both also watch for crashes and
/// time limits.
package struct FuzzTarget: Sendable {
  /// The name for `make fuzz TARGET=…`, and the folder of its inputs.
  package let name: String
  /// The maximum size of an input; longer inputs find nothing new.
  package let longest: Int
  private let body: @Sendable ([UInt8]) throws -> String?

  init(_ name: String, longest: Int, _ body: @escaping @Sendable ([UInt8]) throws -> String?) {
    self.name = name
    self.longest = longest
    self.body = body
  }

  /// What went wrong with an input; nil if nothing did.
  package func complaint(about input: [UInt8]) -> String? {
    do {
      return try body(input)
    } catch {
      return "threw \(error)"
    }
  }

  package static let all = [json, codecs, captures, packed, zip, attachments, layers] + loaders + [audit, redaction]
}
