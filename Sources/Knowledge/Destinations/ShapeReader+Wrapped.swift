import Payloads

/// Events that a logger put inside its own records.
extension ShapeReader {
  /// The names that loggers use for the member with what was logged.
  private static let wrappers: Set = [
    "payload", "jsonpayload", "textpayload", "message", "msg", "data", "event", "record", "log", "body", "detail", "entry", "line",
    "content",
    "value", "item",
  ]
  /// Every event or batch has one of these; most objects in a log do not.
  private static let signs = ["type", "event", "batch", "messageId", "event_type", "properties"]
  private static let maximumCandidates = 16

  /// The destination whose shape a part of a log's record has, and the keys of that part.
  func wrapped(in payload: borrowing Payload, _ record: Span<UInt8>) -> (destination: Int, wrapper: [String])? {
    if !isGathered { _ = gather(payload) }
    let candidates = seenInRecord.filter { path in
      Self.wrappers.contains(paths.entries[path].name) && paths.entries[path].parent != PathTable.root
        && Self.signs.contains { present([$0], below: path) != nil }
    }
    for path in candidates.prefix(Self.maximumCandidates) {
      for (index, destination) in book.destinations.enumerated() {
        let shapes = destination.shapes.filter(fitsLog)
        guard !shapes.isEmpty else { continue }
        for place in destination.events {
          guard case .key("body", _) = place.parts.first, let event = present(place.parts.dropFirst().map(Self.key), below: path),
            shapes.contains(where: { shape in shape.keys.allSatisfy { has($0, below: event, payload, record) } })
          else { continue }
          return (index, paths.keys(of: path).map(\.text))
        }
      }
    }
    return nil
  }

  private static func key(_ part: WirePattern.Part) -> String { if case .key(let text, _) = part { text } else { "*" } }
}
