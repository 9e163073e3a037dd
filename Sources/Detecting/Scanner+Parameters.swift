import Payloads

extension Scanner {
  /// Moves a finding in a whole URL to the parameter whose value it is. The parameter's text is decoded.
  func toldOfParameters(_ hits: [Detection], _ payload: borrowing Payload) -> [Detection] {
    hits.map { hit in
      guard let whole = hit.field, let number = parameter(hit.range, of: whole, payload) else { return hit }
      var told = hit
      told.field = number
      told.range = payload.fields[number].range
      return told
    }
  }

  /// The parts of a URL directly follow it.
  private static let mostParameters = 256

  /// The field of the parameter whose value is at this place of a URL; nil if the place is more or less than one value.
  private func parameter(_ place: Range<Int>, of whole: Int, _ payload: borrowing Payload) -> Int? {
    let url = payload.fields[whole]
    for number in whole + 1..<min(payload.fields.count, whole + Self.mostParameters) {
      let field = payload.fields[number]
      guard field.isLeaf || field.isEncoded else { continue }
      let isIt =
        if field.layer == url.layer {
          field.range == place
        } else {
          payload.layers[field.layer].parent == url.layer && payload.layers[field.layer].place == place
            && field.range == 0..<payload.layers[field.layer].bytes.count
        }
      if isIt { return payload.nodes[field.node].step == .parameter ? number : nil }
    }
    return nil
  }
}
