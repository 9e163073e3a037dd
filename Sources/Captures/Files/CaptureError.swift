package import Vocabulary

/// Why a capture could not be read at all.
package enum CaptureError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file could not be opened or read; `reason` is the system's.
  case unreadable(path: String, reason: String)
  /// The file was read, and is not a capture.
  case unrecognised(path: String, reason: String, position: Position)

  /// One line for a person, without a byte of the content.
  package var description: String {
    switch self {
    case .unreadable(let path, let reason): "\(path): \(reason)"
    case .unrecognised(let path, let reason, let position):
      if position.offset == 0 {
        "\(path): \(reason)"
      } else {
        "\(path):\(position.line):\(position.column): \(reason) (byte \(position.offset))"
      }
    }
  }

  /// The path of the capture, as given.
  package var path: String {
    switch self {
    case .unreadable(let path, _), .unrecognised(let path, _, _): path
    }
  }

  /// What is wrong, without the path.
  package var reason: String {
    switch self {
    case .unreadable(_, let reason), .unrecognised(_, let reason, _): reason
    }
  }
}
