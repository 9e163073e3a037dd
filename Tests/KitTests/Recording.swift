/// Makes captures from a few words, so that a test shows only what matters.
enum Recording {
  /// An entry of a HAR.
  static func entry(
    _ url: String, method: String = "POST", headers: [(String, String)] = [], body: String? = nil, more: String = "",
    response: String = "{}"
  ) -> String {
    let headers = headers.map { #"{"name":\#(Encode.string($0)),"value":\#(Encode.string($1))}"# }.joined(separator: ",")
    let body = body.map { #","postData":{"mimeType":"text/plain","text":\#(Encode.string($0))}"# } ?? ""
    return
      #"{"request":{"method":"\#(method)","url":\#(Encode.string(url)),"headers":[\#(headers)]\#(body)},"response":\#(response)\#(more)}"#
  }

  /// An entry that loaded a page of the app.
  static func document(_ url: String, headers: [(String, String)] = []) -> String {
    entry(url, method: "GET", headers: headers + [("Sec-Fetch-Dest", "document")])
  }

  static func har(_ entries: String...) -> String {
    #"{"log":{"version":"1.2","creator":{"name":"test","version":"1"},"entries":["# + entries.joined(separator: ",\n") + "]}}\n"
  }

  /// A HAR with one request to an unknown host.
  static func request(body: String) -> String { har(entry("https://collect.example/v1", body: body)) }

  /// A HAR with one request whose body is bytes.
  static func binary(_ body: [UInt8]) -> String {
    har(
      #"{"request":{"method":"POST","url":"https://collect.example/v1","headers":[],"postData":{"mimeType":"application/octet-stream","#
        + #""text":"\#(Encode.base64(body))","encoding":"base64"}},"response":{}}"#)
  }

  /// A log of one event whose member `data` is this text.
  static func event(data: String) -> String { #"{"type":"track","data":\#(Encode.string(data))}"# + "\n" }
}
