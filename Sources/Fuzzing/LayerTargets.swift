import Bytes
import Captures
import Payloads

extension FuzzTarget {
  /// Every layer: the bytes are a body in a file of its own, so that text and data are unwrapped unchanged.
  static let layers = FuzzTarget("layers", longest: 1_024) { input in
    let attachments = Attachments.edited(.unknown, ["body": input])
    for coverage in [Unwrapper.Coverage.sent, .everything] {
      var unwrapper = Unwrapper(paths: PathTable(), limits: limits, coverage: coverage)
      let first = try unwrapped(&unwrapper, attachments)
      if let complaint = first.complaint { return complaint }
      // The cache of an unwrapper must not change its results.
      let again = try unwrapped(&unwrapper, attachments)
      if again != first { return "unwrapped again it has \(again.fields.count) fields, and had \(first.fields.count)" }
    }
    return nil
  }

  /// Low limits that small inputs reach: larger inputs take time and find nothing new.
  private static let limits = {
    var limits = UnwrappingLimits()
    limits.output = 4 << 20
    return limits
  }()

  private static let entry = Array(
    #"{"log":{"entries":[{"request":{"method":"POST","url":"https://collect.example/v1","headers":[],"postData":{"_file":"body"}}}]}}"#.utf8
  )

  private static func unwrapped(_ unwrapper: inout Unwrapper, _ attachments: Attachments) throws -> UnwrappedRecord {
    var result = UnwrappedRecord()
    var limits = CaptureReader.ReadingLimits()
    limits.block = 512
    _ = try CaptureReader(ByteSource(name: "capture", bytes: entry), limits: limits).read { record, bytes in
      unwrapper.unwrap(record, bytes, beside: attachments)
      result = UnwrappedRecord(unwrapper, bytes)
    }
    return result
  }
}

/// What a record was unwrapped to, and what is wrong with it.
struct UnwrappedRecord: Equatable {
  struct Field: Equatable {
    var layer: Int
    var range: Range<Int>
    var source: Range<Int>
    var path: String
  }

  var fields: [Field] = []
  var complaint: String?

  init() {}

  init(_ unwrapper: borrowing Unwrapper, _ record: Span<UInt8>) {
    let payload = unwrapper.payload
    for (number, layer) in payload.layers.enumerated().dropFirst() {
      let size = layer.parent == 0 ? record.count : layer.parent < number ? payload.layers[layer.parent].bytes.count : -1
      if !(0...max(0, size)).contains(layer.place.upperBound) { complaint = "layer \(number) (\(layer.kind.name)) is not in its parent" }
    }
    for field in payload.fields where complaint == nil {
      let size = payload.withBytes(of: field.layer, record: record) { $0.count }
      guard field.range.upperBound <= size else {
        complaint = "a field ends at \(field.range.upperBound) of \(size) bytes"
        return
      }
      let source = payload.source(of: field.range, in: field.layer, record: record)
      let string = payload.enclosingString(of: field, record: record)
      if source.upperBound > record.count || string.upperBound > record.count { complaint = "a field is not in the record" }
      fields.append(
        Field(
          layer: field.layer, range: field.range, source: source, path: payload.readablePath(of: field.node, in: unwrapper.paths)))
    }
  }
}
