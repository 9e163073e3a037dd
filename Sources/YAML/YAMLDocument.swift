/// Reads the documents of a text.
public enum YAMLDocument {
  /// The only document of `text`; nil if it is empty.
  public static func single(_ text: String) throws(YAMLError) -> YAMLTree? {
    try YAMLEvents.reading(text) { events throws(YAMLError) in
      var composer = Composer(events)
      guard let document = try composer.document() else { return nil }
      let (event, mark) = try events.next()
      guard case .streamEnd = event else { throw YAMLError("but found another document", at: mark) }
      return document
    }
  }

  /// All documents of `text`, separated by `---`.
  public static func all(_ text: String) throws(YAMLError) -> [YAMLTree] {
    try YAMLEvents.reading(text) { events throws(YAMLError) in
      var composer = Composer(events)
      var documents: [YAMLTree] = []
      while let document = try composer.document() { documents.append(document) }
      return documents
    }
  }
}

/// Builds trees from events.
private struct Composer {
  /// The maximum depth of values, so that recursive readers do not overflow their stack.
  private static let maximumDepth = 512

  private let events: YAMLEvents
  /// The values with anchors. A name may be defined again, and then means the later value.
  private var anchors: [String: YAMLTree] = [:]

  init(_ events: YAMLEvents) {
    self.events = events
  }

  /// The next document; nil at the end.
  mutating func document() throws(YAMLError) -> YAMLTree? {
    anchors = [:]
    while true {
      switch try events.next().event {
      case .streamEnd: return nil
      case .documentStart:
        let tree = try value(events.next(), depth: 0)
        // The end of the document.
        _ = try events.next()
        return tree
      default: continue
      }
    }
  }

  private mutating func value(_ first: (event: YAMLEvents.Event, mark: YAMLMark), depth: Int) throws(YAMLError) -> YAMLTree {
    guard depth < Self.maximumDepth else {
      throw YAMLError("values are nested more than \(Self.maximumDepth) deep", at: first.mark)
    }
    switch first.event {
    case .alias(let name):
      guard let tree = anchors[name] else { throw YAMLError("found undefined alias", at: first.mark) }
      return tree
    case .scalar(let text, let isPlain, let anchor):
      return anchored(YAMLTree(.scalar(text, isPlain: isPlain), at: first.mark), anchor)
    case .sequenceStart(let anchor):
      return anchored(YAMLTree(.sequence(try elements(depth: depth)), at: first.mark), anchor)
    case .mappingStart(let anchor):
      return anchored(YAMLTree(.mapping(try members(depth: depth)), at: first.mark), anchor)
    case .streamEnd, .documentStart, .documentEnd, .sequenceEnd, .mappingEnd, .other:
      preconditionFailure("libyaml begins no value with this event")
    }
  }

  private mutating func elements(depth: Int) throws(YAMLError) -> [YAMLTree] {
    var elements: [YAMLTree] = []
    while true {
      let next = try events.next()
      if case .sequenceEnd = next.event { return elements }
      elements.append(try value(next, depth: depth + 1))
    }
  }

  private mutating func members(depth: Int) throws(YAMLError) -> [(key: YAMLTree, value: YAMLTree)] {
    var members: [(key: YAMLTree, value: YAMLTree)] = []
    var names: [String: YAMLTree] = [:]
    while true {
      let next = try events.next()
      if case .mappingEnd = next.event { return members }
      let key = try value(next, depth: depth + 1)
      if let name = key.text, let first = names.updateValue(key, forKey: name) {
        throw YAMLError("`\(name)` appears twice", at: YAMLMark(line: first.line, column: first.column))
      }
      members.append((key, try value(events.next(), depth: depth + 1)))
    }
  }

  private mutating func anchored(_ tree: YAMLTree, _ anchor: String?) -> YAMLTree {
    if let anchor { anchors[anchor] = tree }
    return tree
  }
}
