/// The kinds of generated captures.
enum CaptureKind: String, CaseIterable {
  /// A browser's session: much code, few calls to analytics, a sixth of which leak.
  case sparse
  /// A log of events, all of which leak.
  case leakingLog = "leaking-log"
  /// A HAR whose requests leak, nearly all of them.
  case leakingCapture = "leaking-capture"

  /// The name of its file.
  var fileName: String { self == .leakingLog ? "\(rawValue).ndjson" : "\(rawValue).har" }

  /// Writes one that is a little larger than `bytes`, and returns a summary.
  func write(to path: String, bytes: Int, seed: UInt64) throws -> String {
    switch self {
    case .sparse: try Session.write(to: path, bytes: bytes, seed: seed).summary
    case .leakingLog: try LeakingLog.write(to: path, bytes: bytes, seed: seed)
    case .leakingCapture: try LeakingCapture.write(to: path, bytes: bytes, seed: seed)
    }
  }
}
