import Bytes
import Captures

extension Unwrapper {
  /// Unwraps a body that the capture keeps in a separate file, whose bytes may not be text.
  mutating func attachedBody(_ file: JSONString, _ bytes: Span<UInt8>, below node: Int) {
    let name = file.text(in: bytes)
    do throws(Attachments.Refusal) {
      let content = try attachments.content(name, limit: limits.output)
      if let damage = content.damage { gap(node, damage) }
      payload.attachment = name
      guard !content.bytes.isEmpty, let inner = layer(.file, content.bytes, of: 0, at: file.range) else { return }
      self.content(content.bytes.span, layer: inner, node: enter(.layer(.file), node), depth: 0)
    } catch {
      gap(node, error.reason)
    }
  }
}
