import Testing

@testable import Bytes
@testable import Captures
@testable import Redacting

/// Samples with random damage: a redaction refuses them, or its output is clean, and redacting it again changes nothing.
@Suite struct RedactionMutationTests {
  /// Replacements that begin and end structures, break encodings, or have a meaning in a layer.
  private static let pieces: [[UInt8]] =
    [
      "\"", "\\", "{", "}", "[", "]", ",", ":", "\n", "%", "%7B", "\\u0040", "\\ud800", "@", "eyJ", "=", "&", "~", "~email-1~", "0e1",
      "null", "-",
      "https://", "jane.doe@copperline.dev", " ", "?", "#", "\\\"",
    ].map { Array($0.utf8) } + [[0], [0xFF], [0xC3], [0xED, 0xA0, 0x80]]

  private static func mutated(_ bytes: [UInt8], _ numbers: inout SeededNumbers) -> [UInt8] {
    var mutated = bytes
    for _ in 0...numbers.below(4) {
      let at = numbers.below(mutated.count)
      switch numbers.below(6) {
      case 0: mutated.insert(contentsOf: pieces[numbers.below(pieces.count)], at: at)
      case 1: mutated.removeSubrange(at..<min(mutated.count, at + 1 + numbers.below(20)))
      case 2: mutated[at] = UInt8(numbers.below(256))
      case 3:
        let end = min(mutated.count, at + 1 + numbers.below(200))
        mutated.insert(contentsOf: mutated[at..<end], at: numbers.below(mutated.count))
      default:
        // Inside a string, so that the structure stays valid.
        let letters = mutated.indices.filter { ByteClass.of(mutated[$0]).contains(.letter) }
        let place = letters[numbers.below(letters.count)]
        mutated.replaceSubrange(place...place, with: pieces[numbers.below(pieces.count)])
      }
    }
    return mutated
  }

  @Test(arguments: Samples.names)
  func aDamagedSampleIsRefusedOrClean(_ name: String) throws {
    var numbers = SeededNumbers(name.utf8.reduce(7) { $0 &* 31 &+ UInt64($1) })
    let bytes = try Samples.bytes(name)
    var written = 0
    for number in 0..<50 {
      let mutated = Self.mutated(bytes, &numbers)
      let once: Redacted
      do {
        once = try Redacted(files: [(name, mutated)])
      } catch is Redaction.Refusal {
        continue
      } catch is CaptureError {
        continue
      }
      written += 1
      #expect(try Audited(once.outputs[0], name: name).leaks == [], "change \(number)")
      let again = try Redacted(files: [(name, once.outputs[0])])
      #expect(again.outputs == once.outputs, "change \(number)")
      #expect(again.result.removed.isEmpty, "change \(number)")
    }
    #expect(written > 5)
  }
}
