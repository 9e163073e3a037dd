package import Bytes

/// One HTTP request and its response, as in a HAR entry (HAR 1.2, `log.entries[]`).
///
/// Nothing is copied: every text is a range of the record's bytes, and members that are not audited are not kept.
package struct Exchange: Sendable {
  /// A name and its value, as headers, cookies and query parameters are listed.
  package struct Pair: Sendable {
    package var name: JSONString
    package var value: JSONString
    /// The name of a file in a form field (HAR 1.2, `params[].fileName`).
    package var fileName: JSONString?

    package init(name: JSONString, value: JSONString, fileName: JSONString? = nil) {
      self.name = name
      self.value = value
      self.fileName = fileName
    }
  }

  /// One message of a WebSocket (`_webSocketMessages[]`, as Chrome and Playwright write it).
  package struct Frame: Sendable {
    /// Whether the client sent it. What it received is not audited.
    package var sent: Bool
    /// 1 is text, 2 is binary, which is base64 in the capture (RFC 6455 § 5.2).
    package var opcode: Int
    package var data: JSONString

    package init(sent: Bool, opcode: Int, data: JSONString) {
      self.sent = sent
      self.opcode = opcode
      self.data = data
    }
  }

  /// A body, and what the capture says about it.
  package struct Body: Sendable {
    package var mimeType: JSONString?
    /// The body's text; nil if the capture leaves it out.
    package var text: JSONString?
    /// `base64` if the text is the base64 of the bytes (`postData.encoding`, `content.encoding`).
    package var encoding: JSONString?
    /// The fields of a form, for producers that write them instead of the text.
    package var params: [Pair] = []
    /// The name of the separate file that holds the body (`_file`, as Playwright attaches bodies).
    package var attachment: JSONString?
    /// Its uncompressed size in bytes (`size`); nil if the producer does not say.
    package var size: Int?
    /// The producer's comment about the body, such as that it was truncated.
    package var comment: JSONString?

    package init() {}

    /// Whether the capture itself has nothing of the body, neither text nor fields.
    package var isEmpty: Bool { (text?.range.isEmpty ?? true) && params.isEmpty }
  }

  package var method: JSONString?
  package var url: JSONString?
  package var requestHeaders: [Pair] = []
  package var requestCookies: [Pair] = []
  package var query: [Pair] = []
  package var requestBody: Body?
  /// The size of the request's body in bytes as sent; -1 or nil if unknown.
  package var requestBodySize: Int?
  package var status: Int?
  package var responseHeaders: [Pair] = []
  package var responseCookies: [Pair] = []
  package var redirectURL: JSONString?
  package var responseBody: Body?
  /// When it began (`startedDateTime`).
  package var started: JSONString?
  /// The kind of resource, if the producer says (`_resourceType`: `document`, `xhr`, …).
  package var resourceType: JSONString?
  /// The page that it belongs to (`pageref`).
  package var page: JSONString?
  package var frames: [Frame] = []

  package init() {}
}
