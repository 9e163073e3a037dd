import Auditing
import Bytes
import Captures
import Detecting
import Knowledge
import Payloads

extension Redactor {
  /// Takes out whole what could not be examined of what was sent; a text that nobody can read cannot be said to hold nothing.
  /// - Returns: How many texts went.
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

  /// The bodies of an exchange, for one that holds more than is unwrapped. Of an event nothing can go whole.
  private func bodies(of record: borrowing Record) throws -> [Range<Int>] {
    guard case .exchange(let exchange) = record.content else { throw RecordRefusal.unexaminable }
    let bodies = [exchange.requestBody?.text?.range, exchange.responseBody?.text?.range].compactMap { $0 }.filter { $0.count > 32 }
    guard !bodies.isEmpty else { throw RecordRefusal.unexaminable }
    return bodies
  }

  /// A placeholder as the string holds it: where that is base64, so is what stands in its place.
  private func replacement(for string: Range<Int>, _ record: borrowing Record, _ bytes: Span<UInt8>) -> [UInt8] {
    guard case .exchange(let exchange) = record.content else { return Self.placeholder }
    let isBase64 = [exchange.requestBody, exchange.responseBody].contains { body in
      body?.text?.range == string && body?.encoding.map { String(copying: bytes.extracting($0.range)) == "base64" } ?? false
    }
    let isFrame = exchange.frames.contains { $0.opcode == 2 && $0.data.range == string }
    return isBase64 || isFrame ? Base64.encoded(Self.placeholder.span, isURL: false, isPadded: true) : Self.placeholder
  }

  /// Whether each node was sent and is, or stands below, one that could not be examined.
  private func behindGaps(_ payload: borrowing Payload, _ isSent: [Bool]) -> [Bool] {
    let gaps = Set(payload.gapNodes)
    var isBehind: [Bool] = []
    isBehind.reserveCapacity(payload.nodes.count)
    for (number, node) in payload.nodes.enumerated() {
      isBehind.append(node.parent >= 0 && isBehind[node.parent] || isSent[number] && gaps.contains(number))
    }
    return isBehind
  }

  /// The layer that is the file a field stands in.
  private func fileLayer(of field: Payload.Field, _ payload: borrowing Payload) -> Int? {
    var layer = field.layer
    while layer > 0, payload.layers[layer].parent > 0 { layer = payload.layers[layer].parent }
    return layer > 0 && payload.layers[layer].kind == .file ? layer : nil
  }
}
