import Foundation

/// The known content of a capture: `NAME.labels.json`.
struct Labels: Decodable {
  var labels: [Label]
}

/// One planted value, at the place where it was sent.
struct Label: Decodable {
  /// The kind: `jwt`, `email`, …; `trap:…` for a harmless value that resembles one.
  var kind: String
  var value: String
  /// True for a leak to a third party, false for a trap or traffic of the app's own, nil if either result is fine.
  var mustFind: Bool?
  /// How it can be found: `pattern`, `key-or-correlation`, `hash-correlation`.
  var detect: String?
  var host: String?
  /// The path to it: `json:/context/page/url`, `url:query:jwt`.
  var path: [String]
  /// The index of a HAR's entry.
  var entryIndex: Int?
  /// The 1-based line of an event log.
  var line: Int?

  enum CodingKeys: String, CodingKey {
    case kind, value, detect, host, path, line
    case mustFind = "must_find"
    case entryIndex = "entry_index"
  }

  /// The 0-based record, as reports count.
  var record: Int { entryIndex ?? (line ?? 0) - 1 }

  /// The encodings on the way to it, each once: `json`, `form`, `base64`.
  var layers: Set<String> {
    Set(path.map { String($0.prefix { $0 != ":" }) })
  }

  /// The form that it has there, which is what hides it best.
  var form: String {
    if kind.hasPrefix("hash-of-") { return "digest" }
    let way = path.joined(separator: " ").lowercased()
    return Self.forms.first { $0.words.contains(where: way.contains) }?.form ?? "field of JSON"
  }

  /// Forms by what the steps to a value are called, the ones that hide most first.
  private static let forms: [(form: String, words: [String])] = [
    ("reversed", ["revers"]), ("compressed", ["gzip", "zlib", "deflate", "zstd"]), ("binary", ["protobuf", "msgpack", "messagepack"]),
    ("base64 or hex", ["base64", "hex"]), ("percent-encoded twice", ["percent"]), ("multipart", ["multipart"]),
    ("path, header or cookie", ["header", "cookie", "path"]), ("parameter of a URL", ["url", "query", "fragment"]),
    ("form field", ["form"]),
  ]

  var isTrap: Bool { kind.hasPrefix("trap:") && mustFind == false }
}

/// A value for comparison: without white space or case.
struct Planted: Hashable {
  private var bytes: [UInt8]
  private var length: Int

  init(_ value: String) {
    let text = String(String.UnicodeScalarView(value.unicodeScalars.filter { !$0.properties.isWhitespace })).lowercased()
    bytes = Array(text.utf8)
    length = text.unicodeScalars.count
  }

  /// Whether a reported value is this one, contains it (a title with a name, a URL with a token), or is a distinctive part of it.
  func isHeld(by reported: Planted) -> Bool {
    guard !reported.bytes.isEmpty else { return false }
    return reported.bytes.contains(bytes) || (reported.length >= 6 && bytes.contains(reported.bytes))
  }
}
