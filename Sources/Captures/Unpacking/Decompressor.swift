internal import Zlib
internal import Zstd

/// Decompresses while reading. Everything before damage is returned.
final class Decompressor {
  private enum Engine {
    case inflate(InflateStream)
    case zstd(ZstdStream)
  }

  private enum State {
    case within
    /// A member or frame has ended; another may follow.
    case between
    case ended
  }

  /// The result of one step of an engine.
  private struct Step {
    enum Status { case more, complete, noFrame, damaged(String) }

    var consumed: Int
    var produced: Int
    var status: Status
  }

  private let compression: Compression
  private let engine: Engine
  private let allowance: Allowance
  private var input: ByteInput
  /// The `pending` part was read and not yet used.
  private var buffer: [UInt8]
  private var pending: Range<Int>
  private var isInputEnded = false
  private var state = State.within
  private var consumed = 0
  private var ownDamage: String?
  /// Whether input is counted here; an archive has been counted as a whole.
  private let countsInput: Bool

  private static let block = 128 << 10

  /// Begins with `head`, which has already been read from `input`.
  init(_ compression: Compression, _ input: ByteInput, head: [UInt8] = [], allowance: Allowance, countsInput: Bool) {
    self.compression = compression
    engine =
      switch compression {
      case .gzip: .inflate(InflateStream(.gzip))
      case .deflate: .inflate(InflateStream(.raw))
      case .zstd: .zstd(ZstdStream())
      }
    self.input = input
    self.allowance = allowance
    self.countsInput = countsInput
    buffer = head + [UInt8](repeating: 0, count: max(0, Self.block - head.count))
    pending = 0..<head.count
    if countsInput { allowance.packed += head.count }
  }

  /// Why the data ended too early; the outermost of several layers knows the cause.
  var damage: String? { input.damage ?? ownDamage }

  func read(into output: inout [UInt8], at offset: Int, count: Int) throws(CaptureError) -> Int {
    while state != .ended {
      if pending.isEmpty, !isInputEnded { try fill() }
      if state == .between, try !beginsAnother() { continue }
      let step = step(into: &output, at: offset, count: count)
      pending = (pending.lowerBound + step.consumed)..<pending.upperBound
      consumed += step.consumed
      allowance.unpacked += step.produced
      switch step.status {
      case .more:
        if step.produced == 0, pending.isEmpty, isInputEnded {
          try end("the \(compression.name) data end too early")
        } else if step.produced == 0, step.consumed == 0, !pending.isEmpty {
          try end("the \(compression.name) data are damaged\(place)")
        }
      case .complete: if compression == .deflate { state = .ended } else { state = .between }
      case .noFrame: try end(trailing)
      case .damaged(let what): try end(what)
      }
      if allowance.isSpent, state != .ended { try end("the \(compression.name) data\(place) \(Allowance.reason)") }
      if step.produced > 0 { return step.produced }
    }
    return 0
  }

  private func fill() throws(CaptureError) {
    let got = try input.read(into: &buffer, at: 0, count: buffer.count)
    pending = 0..<got
    isInputEnded = got == 0
    if countsInput { allowance.packed += got }
  }

  /// Whether another member or frame follows the one that ended; zeros are padding of tapes (gzip manual § 7).
  private func beginsAnother() throws(CaptureError) -> Bool {
    if compression == .gzip {
      while let at = pending.first, buffer[at] == 0 {
        pending = at + 1..<pending.upperBound
        consumed += 1
      }
    }
    guard let at = pending.first else {
      if isInputEnded { state = .ended }
      return false
    }
    if case .inflate(let stream) = engine {
      guard buffer[at] == 0x1F else {
        try end(trailing)
        return false
      }
      stream.reset()
    }
    state = .within
    return true
  }

  private func step(into output: inout [UInt8], at offset: Int, count: Int) -> Step {
    switch engine {
    case .inflate(let stream):
      let step = stream.step(buffer.span.extracting(pending), into: &output, at: offset, count: count)
      let status: Step.Status =
        switch step.status {
        case .more: .more
        case .complete: .complete
        case .wrongChecksum: .damaged(wrongChecksum)
        case .damaged: .damaged("the \(compression.name) data are damaged\(place)")
        }
      return Step(consumed: step.consumed, produced: step.produced, status: status)
    case .zstd(let stream):
      let step = stream.step(buffer.span.extracting(pending), into: &output, at: offset, count: count)
      let status: Step.Status =
        switch step.status {
        case .more: .more
        case .complete: .complete
        case .damaged(.noFrame): .noFrame
        case .damaged(.wrongChecksum): .damaged(wrongChecksum)
        case .damaged(.windowTooLarge): .damaged("the zstd data need more than 128 MiB of memory (zstd --long)")
        case .damaged(.other): .damaged("the zstd data are damaged\(place)")
        }
      return Step(consumed: step.consumed, produced: step.produced, status: status)
    }
  }

  private var place: String { " near their byte \(consumed)" }
  private var trailing: String { "other data follow the \(compression.name) data at their byte \(consumed) and were not read" }
  private var wrongChecksum: String {
    "the checksum of the \(compression.name) data is wrong: they are damaged somewhere before their byte \(consumed)"
  }

  private func end(_ reason: String) throws(CaptureError) {
    ownDamage = reason
    state = .ended
    // Let a program that writes into the pipe finish.
    while input.isPipe, !isInputEnded { try fill() }
  }
}
