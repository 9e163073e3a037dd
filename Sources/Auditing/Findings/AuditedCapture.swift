package import Bytes
package import Captures
import Knowledge
import Vocabulary

/// What was learnt of one capture.
package struct AuditedCapture: Sendable {
  package var path: String
  /// The file that it is, or the archive that it is in.
  package var file = ""
  /// Nil for one that could not be read.
  package var kind: CaptureKind?
  package var records: Int
  package var bytes: Int
  /// How many of the records went to hosts that the policy leaves out.
  package var ignored = 0
  /// Whether its customer opted out, as policy or the reviewer says.
  package var isOptedOut = false
  /// What was not examined, in the order of the file.
  package var gaps: [Gap]
  /// Why it could not be read at all.
  package var error: CaptureError?
  /// The SHA-256 of its file, or of the archive that it is in; nil where that could not be read.
  package var digest: String?
  /// Whether it stands in an archive.
  package var isEntry: Bool { !file.isEmpty && path != file }
  /// What recorded it, as it says itself.
  package var producer: String?
  package var span: TimeSpan?

  package var complete: Bool { gaps.isEmpty && error == nil }
}
