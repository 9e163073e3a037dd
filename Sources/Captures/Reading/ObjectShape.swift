import Bytes

/// What the keys of an object show, as far as it is in memory.
struct ObjectShape: Equatable {
  /// It is a HAR, or the `log` of one.
  private(set) var isHAR = false
  /// It is an entry of a HAR.
  private(set) var isEntry = false
  /// It has a `batch` of events (Segment and RudderStack, HTTP API).
  private(set) var hasBatch = false

  /// Reads the object at `start`, up to its end, the end of the text or damage.
  init(_ text: Span<UInt8>, at start: Int) {
    var cursor = JSONCursor(at: start)
    var entry = (request: false, more: false)
    do throws(JSONError) {
      var isFirst = true
      while let key = try cursor.nextKey(text, isFirst: &isFirst) {
        let value = cursor.peek(text)
        switch value {
        case UInt8(ascii: "{") where key.spells("log", in: text):
          if try Self.isLog(&cursor, text) { isHAR = true }
        case UInt8(ascii: "[") where key.spells("entries", in: text):
          if try Self.isListOfEntries(&cursor, text) { isHAR = true }
        case UInt8(ascii: "[") where key.spells("batch", in: text):
          hasBatch = true
          try cursor.skipValue(text)
        case UInt8(ascii: "{") where key.spells("request", in: text):
          if try Self.isRequest(&cursor, text) { entry.request = true }
        default:
          if key.spells("response", in: text) || key.spells("startedDateTime", in: text) { entry.more = true }
          try cursor.skipValue(text)
        }
        if isHAR { return }
        if entry.request, entry.more { isEntry = true }
      }
    } catch {}
  }

  /// Other logs have a `log` too; that of a HAR has one of these keys (HAR 1.2 § log).
  private static func isLog(_ cursor: inout JSONCursor, _ text: Span<UInt8>) throws(JSONError) -> Bool {
    var isFirst = true
    while let key = try cursor.nextKey(text, isFirst: &isFirst) {
      for known in ["entries", "creator", "pages", "browser", "version"] as [StaticString] where key.spells(known, in: text) { return true }
      try cursor.skipValue(text)
    }
    return false
  }

  private static func isListOfEntries(_ cursor: inout JSONCursor, _ text: Span<UInt8>) throws(JSONError) -> Bool {
    var ahead = cursor
    ahead.offset += 1
    if ahead.peek(text) == UInt8(ascii: "{"), ObjectShape(text, at: ahead.offset).isEntry { return true }
    try cursor.skipValue(text)
    return false
  }

  private static func isRequest(_ cursor: inout JSONCursor, _ text: Span<UInt8>) throws(JSONError) -> Bool {
    var seen = (url: false, method: false)
    var isFirst = true
    while let key = try cursor.nextKey(text, isFirst: &isFirst) {
      if key.spells("url", in: text) { seen.url = true }
      if key.spells("method", in: text) { seen.method = true }
      try cursor.skipValue(text)
    }
    return seen.url && seen.method
  }
}
