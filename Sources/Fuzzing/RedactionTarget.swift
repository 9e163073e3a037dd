import Auditing
import Bytes
import Captures
import Detecting
import Knowledge
import Payloads
import Redacting

extension FuzzTarget {
  /// Redaction: either the capture is refused, or the output is the capture except for placeholders, and redacting it again changes
  /// nothing.
  static let redaction = FuzzTarget("redaction", longest: 2_048) { input in
    guard let first = try redacted(input), let copy = first.bytes else { return nil }
    if let complaint = try Likeness(input).complaint(about: copy) { return complaint }
    guard let again = try redacted(copy), let twice = again.bytes else { return "what was written is refused when it is redacted again" }
    if !again.removed.isEmpty { return "redacted again, \(again.removed.count) more values go: \(again.removed)" }
    return twice == copy ? nil : "redacted again, it is not what it was"
  }

  /// A redaction of one capture; nil if it is refused, and without bytes if nothing could be proved.
  private static func redacted(_ input: [UInt8]) throws -> (bytes: [UInt8]?, removed: [String])? {
    let redaction = try ProvedRedaction(
      Redaction.Configuration(paths: ["capture"]), names: ["copy"], book.get(), auditing: Audit.Configuration(paths: []))
    do {
      var copies = MemoryStore()
      let result = try redaction.run(from: MemoryStore(["capture": input])) {
        copies = MemoryStore()
        return copies
      }
      return (copies.files["copy"], result.removed.map { "\($0.placeholder.kind.rawValue) ×\($0.places)" })
    } catch is Redaction.Refusal {
      return nil
    } catch is CaptureError {
      return nil
    } catch is ProvedRedaction.Remains {
      return (nil, [])
    }
  }
}
