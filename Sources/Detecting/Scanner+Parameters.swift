import Payloads

extension Scanner {
  /// Findings in a URL as a whole that are one parameter's value are told of the parameter, whose text is decoded.
  func toldOfParameters(_ hits: [Detection], _ payload: borrowing Payload) -> [Detection] {
    hits.map { hit in
      guard let whole = hit.field, let number = parameter(hit.range, of: whole, payload) else { return hit }
      var told = hit
      told.field = number
      told.range = payload.fields[number].range
      return told
    }
  }

  /// What is inside of a URL follows it at once.
  private static let mostParameters = 256

  /// The field that is the value of the parameter at a place of a URL; nil where a parameter is not all that stands there.
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
