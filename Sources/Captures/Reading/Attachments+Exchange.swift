extension Attachments {
  /// Notes the files that an exchange refers to. What was received is not audited, so that file is not read either.
  package func note(_ exchange: Exchange, _ bytes: Span<UInt8>) {
    guard case .archive = self else { return }
    for file in [exchange.requestBody?.attachment, exchange.responseBody?.attachment] {
      if let file { note(file.text(in: bytes)) }
    }
  }
}
