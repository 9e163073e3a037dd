extension Attachments {
  /// Notes the files that an exchange refers to. Responses are not audited, but their files must not be read as captures either.
  package func note(_ exchange: Exchange, _ bytes: Span<UInt8>) {
    guard case .archive = self else { return }
    for file in [exchange.requestBody?.attachment, exchange.responseBody?.attachment] {
      if let file { note(file.text(in: bytes)) }
    }
  }
}
