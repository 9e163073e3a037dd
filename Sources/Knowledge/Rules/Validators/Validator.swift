import Bytes

/// A named test of a value that a regular expression cannot do: a checksum, a decoding, a check of the words.
package enum Validator: String, CaseIterable, Sendable {
  case jwt, email, ipv4, ipv6, luhn, phone, iban, uuid
  case unsignedJWT = "unsigned-jwt"
  case truncatedIP = "truncated-ip"
  case phoneInField = "phone-in-field"
  case hashShape = "hash-shape"
  case freetext, words
  case personName = "person-name"
  case anyCaseName = "any-case-name"
  case speakingName = "speaking-name"
  case notAtlassianID = "not-atlassian-id"
  case secret
  case notStock = "not-stock"
  case notScreen = "not-screen"
  case notNobody = "not-nobody"
  case notSample = "not-sample"

  /// Whether it accepts `value`; `key` is in the form of ``PathTable/Entry/name``.
  package func accepts(_ value: Span<UInt8>, key: String) -> Bool {
    switch self {
    case .jwt: Tokens.isJWT(value)
    case .unsignedJWT: JWTClaims(value)?.isUnsigned ?? false
    case .secret: Tokens.isSecret(value)
    case .hashShape: Tokens.isHash(value)
    case .uuid: Tokens.isUUID(value)
    case .email: Mailbox.isMailbox(value)
    case .ipv4: InternetAddress.isIPv4(value, key: key)
    case .ipv6: InternetAddress.isIPv6(value)
    case .luhn: Checksums.luhn(value)
    case .iban: Checksums.iban(value)
    case .truncatedIP: InternetAddress.isTruncated(value)
    case .phone: Telephone.isNumber(value)
    case .phoneInField: Telephone.isNumber(value, inFieldOf: key)
    case .freetext:
      Words.mayBeSeveral(value) && (RichText.plain(value).map { Words($0.span).readAsFreeText } ?? Words(value).readAsFreeText)
    case .words: Words(value).readAsLabel
    case .personName: Words(value).readAsPersonName
    case .anyCaseName: Words(value).readAsName(under: key)
    case .speakingName: SpeakingName(value).holdsMoreThanItsEvent
    case .notAtlassianID: !Tokens.isIdentifier(value)
    case .notStock: !(RichText.plain(value).map { StockTexts.shared.isStock($0.span) } ?? StockTexts.shared.isStock(value))
    case .notScreen: !StockTexts.shared.isScreen(value)
    case .notNobody: !StockTexts.shared.isNobody(value)
    case .notSample: !StockTexts.shared.isSample(value)
    }
  }

  /// Whether it rejects values that are only probably no one's data. A redaction removes those too.
  package var isLenient: Bool { [.notStock, .notScreen, .notNobody, .notSample].contains(self) }
}
