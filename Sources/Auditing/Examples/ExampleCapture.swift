import Bytes
package import Knowledge

/// Writes requests of examples as a capture.
package enum ExampleCapture {
  /// A HAR of these requests, one second apart.
  /// - Throws: ``WireTemplate/Failure`` for an invalid template.
  package static func har(of requests: [Destination.Example.Request]) throws -> [UInt8] {
    var writer = JSONWriter(isCompact: true)
    var filled: [Filled] = []
    for request in requests { filled.append(try Filled(request)) }
    writer.object { writer in
      writer.member("log") { log in
        log.member("version", "1.2")
        log.member("creator") {
          $0.member("name", "telltale")
          $0.member("version", "1")
        }
        log.member("entries", array: filled.enumerated()) { writer, entry in
          writer.object { entry.element.write(number: entry.offset, to: &$0) }
        }
      }
    }
    return writer.bytes
  }

  /// A request with its templates expanded.
  private struct Filled {
    var method: String
    var url: String
    var headers: [(name: String, value: String)]
    var body: [UInt8]?

    init(_ request: Destination.Example.Request) throws(WireTemplate.Failure) {
      func text(_ template: String) throws(WireTemplate.Failure) -> String {
        String(decoding: try WireTemplate.bytes(of: template), as: UTF8.self)
      }
      method = request.method
      url = try text(request.url)
      headers = []
      for (name, value) in request.headers { headers.append((name, try text(value))) }
      body = try request.body.map { template throws(WireTemplate.Failure) in try WireTemplate.bytes(of: template) }
    }

    func write(number: Int, to writer: inout JSONWriter) {
      let second = String(number % 60)
      let minute = String(number / 60 % 60)
      func padded(_ digits: String) -> String { digits.count < 2 ? "0" + digits : digits }
      writer.member("startedDateTime", "2026-11-20T09:\(padded(minute)):\(padded(second)).000Z")
      writer.member("request") { request in
        request.member("method", method)
        request.member("url", url)
        request.member("headers", array: headers) { writer, header in
          writer.object {
            $0.member("name", header.name)
            $0.member("value", header.value)
          }
        }
        guard let body else { return }
        request.member("postData") { data in
          data.member("mimeType", headers.first { $0.name.lowercased() == "content-type" }?.value ?? "text/plain")
          guard UTF8Text.isValid(body.span) else {
            data.member("text", String(decoding: WireTemplate.Packing.base64.packed(body), as: UTF8.self))
            data.member("encoding", "base64")
            return
          }
          data.member("text", String(decoding: body, as: UTF8.self))
        }
      }
      writer.member("response") { $0.member("status", 200) }
    }
  }
}
