import Vocabulary

extension DestinationFile {
  static func examples(_ reader: YAMLReader) throws(ConfigurationError) -> [Destination.Example] {
    var examples: [Destination.Example] = []
    for element in try reader.elements() { examples.append(try example(element)) }
    return examples
  }

  private static func example(_ reader: YAMLReader) throws(ConfigurationError) -> Destination.Example {
    let members = try reader.members(["request", "event", "is", "by_shape", "collects", "fields"])
    let subject: Destination.Example.Subject
    switch (members["request"], members["event"]) {
    case (let request?, nil): subject = .request(try self.request(request))
    case (nil, let event?): subject = .event(try event.string())
    default: throw reader.error("an example has either `request` or `event`")
    }
    var fields: [String: String] = [:]
    if let expected = members["fields"] {
      for (name, value) in try expected.members() { fields[try canonical(name, value)] = try value.string() }
    }
    return Destination.Example(
      subject: subject, recordDestination: try members["is"]?.string(), hasShape: try members["by_shape"]?.boolean() ?? true,
      collects: try members["collects"]?.boolean() ?? true, fields: fields, line: reader.line)
  }

  static func request(_ reader: YAMLReader) throws(ConfigurationError) -> Destination.Example.Request {
    let members = try reader.members(["method", "url", "headers", "body"])
    guard let url = members["url"] else { throw reader.error("a request needs `url`") }
    var headers: [(name: String, value: String)] = []
    for (name, value) in try members["headers"]?.orderedMembers() ?? [] { headers.append((name, try value.string())) }
    // A request with a body is a POST, unless it says otherwise.
    return Destination.Example.Request(
      method: try members["method"]?.string() ?? (members["body"] == nil ? "GET" : "POST"), url: try url.string(), headers: headers,
      body: try members["body"]?.string())
  }
}
