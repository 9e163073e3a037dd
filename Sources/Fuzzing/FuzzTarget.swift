/// Something of the kit that takes bytes which anybody may have written, and what must hold whatever they are.
///
/// `make fuzz` has libFuzzer make up the bytes; the suite replays seeds and what was found. That nothing crashes and that nothing takes
/// longer than it may is watched from outside: by libFuzzer, and by the suite.
package struct FuzzTarget: Sendable {
  /// By what `make fuzz TARGET=…` calls it, and the folder of its inputs.
  package let name: String
  /// More bytes than this tell nothing new.
  package let longest: Int
  private let body: @Sendable ([UInt8]) throws -> String?

  init(_ name: String, longest: Int, _ body: @escaping @Sendable ([UInt8]) throws -> String?) {
    self.name = name
    self.longest = longest
    self.body = body
  }

  /// What is wrong with how an input was treated; nil where nothing is.
  package func complaint(about input: [UInt8]) -> String? {
    do {
      return try body(input)
    } catch {
      return "threw \(error)"
    }
  }

  package static let all = [json, codecs, captures, packed, zip, attachments, layers] + loaders + [audit, redaction]
}
