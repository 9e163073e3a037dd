import Auditing
import Bytes
import Captures
import Detecting
import Knowledge
import Payloads

extension Redactor {
  /// Notes what is kept in a record, and why.
  func note(_ view: RemovalFinder.View, _ record: borrowing Record, _ bytes: Span<UInt8>, _ outcome: inout Outcome) {
    outcome.keptFields = view.keptFields.count
    for number in view.keptFields {
      let field = scanner.unwrapper.payload.fields[number]
      scanner.unwrapper.payload.withBytes(of: field.layer, record: bytes) { layer in
        for match in plan.search.matches(in: layer.extracting(field.range)) {
          outcome.keptValues.insert(match.entry)
        }
      }
    }
    for spared in view.spared {
      let layer = scanner.unwrapper.payload.fields[spared.field].layer
      let value = scanner.unwrapper.payload.withBytes(of: layer, record: bytes) {
        Array(copying: $0.extracting(spared.range))
      }
      outcome.spared.append((spared.reason, value))
    }
    guard case .exchange(let exchange) = record.content, view.isPublicAsset, let text = exchange.responseBody?.text, !text.range.isEmpty
    else { return }
    let host = Navigation(exchange, bytes).host ?? ""
    outcome.keptAsset = PublicAsset(host: host, digest: Digest.hex(Digest.sha256.of(Array(copying: bytes.extracting(text.range)))))
  }

  /// Removes the body of a response.
  func dropBody(_ record: borrowing Record, _ splicer: inout Splicer) {
    guard case .exchange(let exchange) = record.content, let body = exchange.responseBody else { return }
    if let text = body.text, !text.range.isEmpty { splicer.add(Edit(range: text.range, bytes: [], isWhole: true), to: 0) }
    guard let file = body.attachment else { return }
    let payload = scanner.unwrapper.payload
    for (number, layer) in payload.layers.enumerated() where layer.kind == .file && layer.place == file.range && !layer.bytes.isEmpty {
      splicer.add(Edit(range: 0..<layer.bytes.count, bytes: [], isWhole: true), to: number)
    }
  }
}
