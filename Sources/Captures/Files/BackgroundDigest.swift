import Bytes
internal import Dispatch

/// The SHA-256 of bytes that arrive block by block, computed on another thread while they are read.
final class BackgroundDigest {
  /// Used by the queue alone, one block after the other.
  private final class State: @unchecked Sendable { var hash = RunningDigest() }

  private let state = State()
  private let queue = DispatchQueue(label: "digest")
  /// How many blocks may be queued. A faster reader waits.
  private let room = DispatchSemaphore(value: 8)

  /// Adds the next bytes.
  func update(_ bytes: Span<UInt8>) {
    guard !bytes.isEmpty else { return }
    let block = [UInt8](copying: bytes)
    room.wait()
    queue.async { [state, room] in
      state.hash.update(block.span)
      room.signal()
    }
  }

  /// The digest as hex digits.
  func hex() -> String { queue.sync { [state] in state.hash.hex() } }
}
