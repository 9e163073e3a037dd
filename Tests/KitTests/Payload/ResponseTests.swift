import Testing

@testable import Bytes
@testable import Captures
@testable import Payloads

/// Responses of an app's own server are read with the same layers as what was sent.
@Suite struct ResponseTests {
  private func fields(ofResponse entry: String) throws -> [(path: String, value: String)] {
    let bytes = Array("{\"log\": {\"entries\": [\(entry)]}}".utf8)
    let paths = PathTable()
    var unwrapper = Unwrapper(paths: paths)
    var found: [(String, String)] = []
    let reader = CaptureReader(ByteSource(name: "capture", bytes: bytes))
    _ = try reader.read { record, bytes in
      guard case .exchange(let exchange) = record.content else { return }
      unwrapper.unwrapResponse(exchange, bytes)
      let payload = unwrapper.payload
      for field in payload.fields where field.role == .leaf {
        let value = payload.withBytes(of: field.layer, record: bytes) { String(copying: $0.extracting(field.range)) }
        found.append((payload.readablePath(of: field.node, in: paths), value))
      }
    }
    return found
  }

  @Test func aJSONResponseIsReadFieldByField() throws {
    let found = try fields(
      ofResponse:
        #"{"request": {"url": "https://app.example/"}, "response": {"content": {"text": "{\"user\": {\"name\": \"Jane Roe\"}}"}}}"#)
    #expect(found.map(\.path) == ["response.body «json» /user/name"])
    #expect(found.map(\.value) == ["Jane Roe"])
  }

  @Test func anAnswerKeptAsBase64IsDecoded() throws {
    // {"title":"Q3 plan"}
    let found = try fields(
      ofResponse:
        #"{"request": {"url": "https://app.example/"}, "response": {"content": {"encoding": "base64", "text": "eyJ0aXRsZSI6IlEzIHBsYW4ifQ=="}}}"#
    )
    #expect(found.map(\.path) == ["response.body «base64» «json» /title"])
    #expect(found.map(\.value) == ["Q3 plan"])
  }
}
