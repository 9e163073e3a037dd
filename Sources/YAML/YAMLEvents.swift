internal import CYAML

/// The events that libyaml reads. All unsafe code for YAML is here.
@safe final class YAMLEvents {
  enum Event {
    case streamEnd
    case documentStart
    case documentEnd
    case alias(String)
    case scalar(String, isPlain: Bool, anchor: String?)
    case sequenceStart(anchor: String?)
    case sequenceEnd
    case mappingStart(anchor: String?)
    case mappingEnd
    /// The beginning of the stream, which has no content.
    case other
  }

  private let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
  private let input: UnsafeBufferPointer<UInt8>
  /// Where lines begin, where libyaml counts others.
  private let lines: YAMLLines?

  /// Calls `body` with the events of `text`, which lives until it returns.
  static func reading<Result>(
    _ text: String, _ body: (YAMLEvents) throws(YAMLError) -> Result
  ) throws(YAMLError) -> Result {
    let lines = YAMLLines(text)
    return try unsafe Array(text.utf8).withUnsafeBufferPointer { input throws(YAMLError) in try body(unsafe YAMLEvents(input, lines)) }
  }

  private init(_ input: UnsafeBufferPointer<UInt8>, _ lines: YAMLLines?) {
    unsafe self.input = input
    self.lines = lines
    // It fails only if memory is exhausted, and then nothing else could work either.
    guard unsafe yaml_parser_initialize(parser) == 1 else { fatalError("out of memory") }
    // `reading` holds the bytes, and the parser knows where they end. Without a mark of another encoding it reads UTF-8.
    unsafe yaml_parser_set_input_string(parser, input.baseAddress, input.count)
  }

  deinit {
    // Nothing else refers to it.
    unsafe yaml_parser_delete(parser)
    unsafe parser.deallocate()
  }

  /// The next event and its position.
  func next() throws(YAMLError) -> (event: Event, mark: YAMLMark) {
    var event = unsafe yaml_event_t()
    guard unsafe yaml_parser_parse(parser, &event) == 1 else { throw unsafe error(parser.pointee) }
    // The parser initialised it, and it is not read after this.
    defer { unsafe yaml_event_delete(&event) }
    return unsafe (Self.event(event), mark(event.start_mark))
  }

  private static func event(_ event: yaml_event_t) -> Event {
    // The type says which member of the union is valid.
    switch unsafe event.type {
    case YAML_STREAM_END_EVENT: return .streamEnd
    case YAML_DOCUMENT_START_EVENT: return .documentStart
    case YAML_DOCUMENT_END_EVENT: return .documentEnd
    case YAML_ALIAS_EVENT: return .alias(unsafe name(event.data.alias.anchor) ?? "")
    case YAML_SCALAR_EVENT:
      let scalar = unsafe event.data.scalar
      // libyaml gives the length of its text, which may contain any byte.
      let text = unsafe String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
      return unsafe .scalar(text, isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE, anchor: name(scalar.anchor))
    case YAML_SEQUENCE_START_EVENT: return .sequenceStart(anchor: unsafe name(event.data.sequence_start.anchor))
    case YAML_SEQUENCE_END_EVENT: return .sequenceEnd
    case YAML_MAPPING_START_EVENT: return .mappingStart(anchor: unsafe name(event.data.mapping_start.anchor))
    case YAML_MAPPING_END_EVENT: return .mappingEnd
    default: return .other
    }
  }

  /// The name of an anchor, which ends with a zero; nil if there is none.
  private static func name(_ text: UnsafePointer<yaml_char_t>?) -> String? { unsafe text.map { unsafe String(cString: $0) } }

  private func mark(_ mark: yaml_mark_t) -> YAMLMark {
    lines?.mark(of: mark.index) ?? YAMLMark(line: mark.line + 1, column: mark.column + 1)
  }

  private func error(_ parser: yaml_parser_t) -> YAMLError {
    let problem = unsafe parser.problem.map { unsafe String(cString: $0) } ?? "out of memory"
    guard unsafe parser.error == YAML_READER_ERROR else { return unsafe YAMLError(problem, at: mark(parser.problem_mark)) }
    // For an invalid byte the offset is known and not the line.
    let before = unsafe Array(input.prefix(parser.problem_offset)).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let column = String(decoding: before.last ?? [], as: UTF8.self).unicodeScalars.count
    return YAMLError(problem, at: YAMLMark(line: before.count, column: column + 1))
  }
}
