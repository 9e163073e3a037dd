package import Bytes
package import Captures
import Knowledge
import Vocabulary

/// The audit of one capture.
package struct AuditedCapture: Sendable {
  package var path: String
  /// Its file, or the archive that it is in.
  package var file = ""
  /// Nil if it could not be read.
  package var kind: CaptureKind?
  package var records: Int
  package var bytes: Int
  /// How many of the records went to hosts that the policy ignores.
  package var ignored = 0
  /// Whether its customer opted out, according to the policy or an option.
  package var isOptedOut = false
  /// What was not examined, in the order of the file.
  package var gaps: [Gap]
  /// Why it could not be read at all.
  package var error: CaptureError?
  /// The SHA-256 of its file, or of the archive that it is in; nil if that could not be read.
  package var digest: String?
  /// Whether it is in an archive.
  package var isEntry: Bool { !file.isEmpty && path != file }
  /// The program that recorded it, according to the capture.
  package var producer: String?
  package var span: TimeSpan?

  package var complete: Bool { gaps.isEmpty && error == nil }
}
