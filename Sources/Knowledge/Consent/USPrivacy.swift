/// The US Privacy string of IAB Tech Lab: `1YYN` is version 1, notice given, opted out of sale, not a covered transaction.
///
/// Source: IAB Tech Lab, CCPA Compliance Framework, US Privacy String, version 1.0.
package enum USPrivacy {
  /// The choice for the sale of personal data; nil for anything but such a string of version 1, and if the law does not apply.
  package static func verdict(_ text: String) -> ConsentVerdict? {
    let characters = Array(text.utf8)
    guard characters.count == 4, characters[0] == UInt8(ascii: "1"), characters[1...].allSatisfy({ "YyNn-".utf8.contains($0) }) else {
      return nil
    }
    return switch characters[2] | 0x20 {
    case UInt8(ascii: "y"): ConsentVerdict([.sale: .denied])
    case UInt8(ascii: "n"): ConsentVerdict([.sale: .granted])
    default: nil
    }
  }
}
