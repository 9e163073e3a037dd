import Bytes
import Captures
import Knowledge
import Vocabulary

/// Builds the record of a destination's example: a request or a line of a log, as in a capture.
struct WireStage {
  private(set) var bytes: [UInt8] = []
  private(set) var record = Record(index: 0, range: 0..<0, origin: Position(), content: .event(0..<0))
  /// The host of the request; nil for a line of a log.
  private(set) var host: String?

  /// `otherHost` replaces the request's own.
  init(_ subject: Destination.Example.Subject, otherHost: String? = nil) throws(WireTemplate.Failure) {
    switch subject {
    case .event(let text):
      bytes = try WireTemplate.bytes(of: text)
      record.content = .event(0..<bytes.count)
    case .request(let request):
      var exchange = Exchange()
      let url = String(decoding: try WireTemplate.bytes(of: request.url), as: UTF8.self)
      let string = add(Array((otherHost.map { Self.url(url, at: $0) } ?? url).utf8))
      exchange.method = add(Array(request.method.utf8))
      exchange.url = string
      host = Navigation.host(of: string, bytes.span)
      for (name, value) in request.headers {
        let value = try WireTemplate.bytes(of: value)
        exchange.requestHeaders.append(Exchange.Pair(name: add(Array(name.utf8)), value: add(value)))
      }
      if let body = request.body { exchange.requestBody = self.body(try WireTemplate.bytes(of: body)) }
      record.content = .exchange(exchange)
    }
    record.range = 0..<bytes.count
  }

  /// A body is text, or base64 if it is binary, as in captures.
  private mutating func body(_ content: [UInt8]) -> Exchange.Body {
    var body = Exchange.Body()
    if UTF8Text.isValid(content.span) {
      body.text = add(content)
    } else {
      body.text = add(WireTemplate.Packing.base64.packed(content))
      body.encoding = add(Array("base64".utf8))
    }
    return body
  }

  /// Adds a text to the record's bytes, between quotes as in a file.
  private mutating func add(_ text: [UInt8]) -> JSONString { bytes.appendQuoted(text) }

  /// The same URL at another host.
  private static func url(_ url: String, at host: String) -> String {
    guard let start = url.firstRange(of: "://")?.upperBound else { return url }
    let end = url[start...].firstIndex { "/?#".contains($0) } ?? url.endIndex
    return url[..<start] + host + url[end...]
  }
}

extension [UInt8] {
  /// Appends a text between quotes, without escapes.
  /// - Returns: The string, as a record refers to it.
  mutating func appendQuoted(_ text: some Sequence<UInt8>) -> JSONString {
    append(UInt8(ascii: "\""))
    let start = count
    append(contentsOf: text)
    append(UInt8(ascii: "\""))
    return JSONString(range: start..<count - 1, escaped: false)
  }
}
