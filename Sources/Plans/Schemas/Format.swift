import Bytes

/// The string formats that are checked (JSON Schema 2020-12, validation, § 7.3); any other is an annotation.
enum Format: String, Sendable {
  case dateTime = "date-time"
  case date, time, duration, email, hostname, ipv4, ipv6, uri, uuid, regex
  case uriReference = "uri-reference"
  case jsonPointer = "json-pointer"
  case relativeJSONPointer = "relative-json-pointer"

  init?(_ name: String) {
    // The draft has another name for an email address with letters of any script; the check is the same.
    self.init(rawValue: name == "idn-email" ? "email" : name)
  }

  func holds(_ text: String) -> Bool {
    switch self {
    case .dateTime: Self.isDateTime(text)
    case .date: Self.isDate(text[...])
    case .time: Self.isTime(text[...])
    case .duration: Self.isDuration(text)
    case .email: Self.isEmail(text)
    case .hostname: Self.isHostname(text)
    case .ipv4: Self.isIPv4(text[...])
    case .ipv6: Self.isIPv6(text)
    case .uri: Self.isURI(text)
    case .uriReference: Self.isURIReference(text)
    case .uuid: Self.isUUID(text)
    case .regex: Self.isRegex(text)
    case .jsonPointer: Self.isPointer(text[...])
    case .relativeJSONPointer: Self.isRelativePointer(text)
    }
  }
}
