import Bytes

/// Keys that belong to the format of a capture or an event. If a user searched for one of these words, the key is not a copy of the
/// search, and without it the capture could not be read.
enum FormatWords {
  /// Whether a key is exactly such a word, including its case.
  static func contains(_ key: Span<UInt8>) -> Bool {
    key.count <= longest && words.contains(String(copying: key))
  }

  private static let words = recording.union(browser).union(event)
  private static let longest = words.reduce(0) { max($0, $1.utf8.count) }

  /// HAR 1.2: http://www.softwareishard.com/blog/har-12-spec/
  private static let recording: Set<String> = [
    "log", "version", "creator", "browser", "pages", "entries", "comment", "name", "value", "startedDateTime", "id", "title", "pageTimings",
    "onContentLoad", "onLoad", "pageref", "time", "request", "response", "cache", "timings", "serverIPAddress", "connection", "method",
    "url", "httpVersion", "cookies", "headers", "queryString", "postData", "headersSize", "bodySize", "status", "statusText", "content",
    "redirectURL", "path", "domain", "expires", "httpOnly", "secure", "mimeType", "params", "text", "fileName", "contentType", "size",
    "compression", "encoding", "beforeRequest", "afterRequest", "lastAccess", "eTag", "hitCount", "blocked", "dns", "connect", "send",
    "wait", "receive", "ssl",
  ]

  /// Keys that Chromium's developer tools add to a HAR, and read again.
  private static let browser: Set<String> = [
    "_initiator", "_priority", "_resourceType", "_transferSize", "_error", "_connectionId", "_fromCache", "_fetchedViaServiceWorker",
    "_webSocketMessages", "_blocked_queueing", "_blocked_proxy", "sameSite", "type", "stack", "parent", "parentId", "callFrames",
    "description", "functionName", "scriptId", "lineNumber", "columnNumber", "opcode", "data",
  ]

  /// An event and its envelope: https://segment.com/docs/connections/spec/common/
  private static let event: Set<String> = [
    "batch", "events", "event", "type", "channel", "category", "userId", "anonymousId", "groupId", "previousId", "messageId", "writeKey",
    "timestamp", "originalTimestamp", "sentAt", "receivedAt", "properties", "traits", "context", "integrations",
  ]
}
