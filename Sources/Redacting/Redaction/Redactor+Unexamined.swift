import Auditing
import Bytes
import Captures
import Detecting
import Knowledge
import Payloads

extension Redactor {
  /// Removes texts as a whole that were sent and could not be examined: they cannot be proved to be clean.
  /// - Returns: The number of removed texts.
  func removeUnexamined(_ record: borrowing Record, _ bytes: Span<UInt8>, _ splicer: inout Splicer) throws -> Int {
    let payload = scanner.unwrapper.payload
    guard payload.gapNodes.contains(where: { $0 >= 0 }) || scanner.unwrapper.overrun else { return 0 }
    let isSent = isSent(payload)
    let isBehindGap = behindGaps(payload, isSent)
    var strings: Set<Range<Int>> = []
    var files: Set<Int> = []
    var last = 0..<0
    for field in payload.fields where isBehindGap[field.node] {
      if let file = fileLayer(of: field, payload) {
        files.insert(file)
      } else {
        last = payload.enclosingString(of: field, record: bytes, last: last)
        strings.insert(last)
      }
    }
    if scanner.unwrapper.overrun { try strings.formUnion(bodies(of: record)) }
    for file in files { splicer.add(Edit(range: 0..<payload.layers[file].bytes.count, bytes: Self.placeholder, isWhole: true), to: file) }
    for string in strings { splicer.add(Edit(range: string, bytes: replacement(for: string, record, bytes), isWhole: true), to: 0) }
    return strings.count + files.count
  }

  private static var placeholder: [UInt8] { Array(Placeholder(kind: .unexamined, id: "1", number: "1").text.utf8) }

  /// The bodies of an exchange that has more content than is unwrapped. An event cannot be removed as a whole.
  private func bodies(of record: borrowing Record) throws -> [Range<Int>] {
    guard case .exchange(let exchange) = record.content else { throw RecordRefusal.unexaminable }
    let bodies = [exchange.requestBody?.text?.range, exchange.responseBody?.text?.range].compactMap { $0 }.filter { $0.count > 32 }
    guard !bodies.isEmpty else { throw RecordRefusal.unexaminable }
    return bodies
  }

  /// A placeholder for a string, in base64 if the string is base64.
  private func replacement(for string: Range<Int>, _ record: borrowing Record, _ bytes: Span<UInt8>) -> [UInt8] {
    guard case .exchange(let exchange) = record.content else { return Self.placeholder }
    let isBase64 = [exchange.requestBody, exchange.responseBody].contains { body in
      body?.text?.range == string && body?.encoding.map { String(copying: bytes.extracting($0.range)) == "base64" } ?? false
    }
    let isFrame = exchange.frames.contains { $0.opcode == 2 && $0.data.range == string }
    return isBase64 || isFrame ? Base64.encoded(Self.placeholder.span, isURL: false, isPadded: true) : Self.placeholder
  }

  /// Whether each node was sent and is, or is below, one that could not be examined.
  private func behindGaps(_ payload: borrowing Payload, _ isSent: [Bool]) -> [Bool] {
    let gaps = Set(payload.gapNodes)
    var isBehind: [Bool] = []
    isBehind.reserveCapacity(payload.nodes.count)
    for (number, node) in payload.nodes.enumerated() {
      isBehind.append(node.parent >= 0 && isBehind[node.parent] || isSent[number] && gaps.contains(number))
    }
    return isBehind
  }

  /// The layer that is the file with a field.
  private func fileLayer(of field: Payload.Field, _ payload: borrowing Payload) -> Int? {
    var layer = field.layer
    while layer > 0, payload.layers[layer].parent > 0 { layer = payload.layers[layer].parent }
    return layer > 0 && payload.layers[layer].kind == .file ? layer : nil
  }
}
