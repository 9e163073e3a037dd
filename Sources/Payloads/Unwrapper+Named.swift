import Bytes

/// Values that are named in a text, in addition to the text itself.
extension Unwrapper {
  /// Adds the values that a text names.
  mutating func named(_ bytes: Span<UInt8>, _ range: Range<Int>, layer: Int, node: Int) {
    let text = bytes.extracting(range)
    guard NamedValue.mayBe(in: text) else { return }
    var person = NameOfSomebody()
    for pair in NamedValue.all(in: text) {
      let name = bytes.extracting(pair.name.lowerBound + range.lowerBound..<pair.name.upperBound + range.lowerBound)
      var path = paths.path(name, below: payload.nodes[node].path)
      if let meaning = pair.meaning { path = paths.called(path, Array(meaning.utf8).span) }
      let child = self.node(.member, parent: node, path: path)
      let place = pair.value.lowerBound + range.lowerBound..<pair.value.upperBound + range.lowerBound
      let value = bytes.extracting(place)
      if Percent.isEncoded(value) {
        let decoded = FormPercent.decoded(value)
        guard let inner = self.layer(.form, decoded, of: layer, at: place) else { return }
        field(0..<decoded.count, layer: inner, node: child, role: .named)
      } else {
        field(place, layer: layer, node: child, role: .named)
      }
      person.add(child, paths.entries[payload.nodes[child].path], isEmpty: false)
    }
    name(person)
  }
}
