/// One request of the browser and its response, before it is written as an entry.
struct Load {
  /// The resource type of Chrome (`_resourceType`), plus analytics.
  enum Kind: String, CaseIterable {
    case document, script, stylesheet, image, font, fetch, preflight, analytics

    /// Chrome's word.
    var resourceType: String {
      self == .analytics ? "fetch" : rawValue
    }

    /// `sec-fetch-dest`, and the request's `accept`.
    var destination: (dest: String, accept: String) {
      switch self {
      case .document: ("iframe", "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8")
      case .script: ("script", "*/*")
      case .stylesheet: ("style", "text/css,*/*;q=0.1")
      case .image: ("image", "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8")
      case .font: ("font", "*/*")
      case .fetch, .preflight, .analytics: ("empty", "*/*")
      }
    }
  }

  var kind: Kind
  var method = "GET"
  var host: String
  var path: String
  /// The query's parameters, not yet encoded.
  var query: [(String, String)] = []
  /// The type and the text of what was sent.
  var body: (type: String, text: String)?
  /// Request headers of this request alone.
  var headers: [(String, String)] = []
  var cookies: [(String, String)] = []
  /// The page that sent it, for `referer`.
  var referrer: String
  var status = 200
  var responseType = "text/plain"
  var responseHeaders: [(String, String)] = []
  /// The content of the response; nil for none.
  var content: JSON?
  /// `base64` for binary content.
  var contentEncoding: String?

  /// The path with its query, as `:path` repeats it.
  var target: String { query.isEmpty ? path : "\(path)?\(formEncoded(query))" }

  var url: String { "https://\(host)\(target)" }

  /// The origin of the page that sent it.
  var origin: String { referrer.split(separator: "/", omittingEmptySubsequences: false).prefix(3).joined(separator: "/") }

  var crossesOrigins: Bool { origin != "https://\(host)" }
}
