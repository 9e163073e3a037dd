import Bytes

/// The names of keys: for rules, for reports, and for combined keys.
extension PathTable {
  /// The name of an entry in reports: `*` for a key that is a value or an identifier, as for an array. Another recording has other
  /// identifiers and the same fields.
  package static func label(of key: String) -> String {
    if key.hasPrefix("("), key.hasSuffix(" bytes)") { return "*" }
    let bytes = Array(key.utf8)
    let digits = bytes.count { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    let isHex = bytes.count >= 16 && digits > 0 && bytes.allSatisfy { ByteClass.of($0).contains(.hex) }
    return !bytes.isEmpty && digits == bytes.count || isHex || Tokens.isUUID(bytes.span) ? "*" : key
  }

  /// A key as rules compare it: `Prénom` is `prenom`.
  package static func name(of key: String) -> String { folded(key) }

  package static func name(of key: Substring) -> String { folded(key) }

  private static func folded(_ key: some StringProtocol) -> String {
    let utf8 = key.utf8
    if utf8.allSatisfy({ UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 || UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) {
      return String(key)
    }
    guard !utf8.allSatisfy({ $0 < 0x80 }) else {
      return String(
        decoding: utf8.compactMap { ByteClass.isWord($0) ? $0 | (ByteClass.of($0).contains(.letter) ? 0x20 : 0) : nil }, as: UTF8.self)
    }
    return String(
      String.UnicodeScalarView(
        NameWords.plain(String(key)).unicodeScalars.filter { $0.properties.isAlphabetic || ("0"..."9").contains($0) }))
  }

  /// The answer that a question asks for, as rules compare keys: `What is your full name?` is `fullname`.
  static func name(asking question: String) -> String {
    let words = NameWords.plain(question).split { !$0.isLetter && !$0.isNumber }
    let telling = words.count == 1 ? words : words.filter { !askingWords.contains(String($0)) }
    let name = name(of: telling.isEmpty ? question : telling.joined())
    // A form that asks for a name asks for the person's.
    return names.contains(name) ? "personname" : name
  }

  private static let names: Set<String> = ["name", "nom", "nombre", "nome", "naam", "namn", "navn", "imie", "jmeno", "isim", "имя"]

  /// Words of a question that do not describe the answer, without accents.
  private static let askingWords: Set<String> = [
    "what", "whats", "is", "are", "was", "your", "the", "a", "an", "please", "enter", "type", "provide", "give", "tell", "us", "me", "in",
    "here", "s", "do", "you", "have", "optional", "required",
    "wie", "ist", "lautet", "heist", "ihr", "ihre", "ihren", "dein", "deine", "bitte", "geben", "sie", "ein", "an", "der", "die", "das",
    "quel", "quelle", "est", "votre", "vos", "ton", "ta", "le", "la", "les", "l", "de", "entrez", "saisissez", "veuillez",
    "cual", "cuales", "es", "su", "tu", "el", "introduzca", "escriba", "qual", "e", "il", "suo", "tuo", "sua", "tua", "inserisci",
    "seu", "o", "digite", "informe", "wat", "uw", "je", "jouw", "vul", "jaki", "jest", "twoj", "twoje", "podaj", "vad", "ar", "ditt", "din",
    "hvad", "er", "dit", "mika", "on", "sinun", "ваше", "ваш", "введите", "укажите", "как", "あなたの", "您的", "请输入",
  ]

  /// The name of a key combined with the one above it, if it says little alone: the `token` of a `session` is a `sessiontoken`.
  static func compound(_ name: String, below parent: String) -> String? {
    owners[name]?.contains(parent) ?? false ? parent + name : nil
  }

  private static let owners: [String: Set<String>] = {
    let secrets: Set<String> = [
      "session", "access", "refresh", "auth", "oauth", "user", "api", "id", "client", "app", "webhook", "reset", "invite", "invitation",
      "magiclink", "verification", "confirmation", "share",
    ]
    let codes: Set<String> = ["mfa", "otp", "totp", "twofactor", "2fa", "sms", "verification", "confirmation", "login"]
    let names: Set<String> = [
      "name", "legalname", "fullname", "preferredname", "shoppername", "recipientname", "realname", "customername", "holdername",
    ]
    return [
      "first": names, "last": names, "code": codes, "token": secrets, "secret": secrets,
      "number": ["card", "creditcard", "phone", "mobile", "passport", "account"],
    ]
  }()

  /// The innermost of several combined keys; nil for a single key.
  static func innerName(of key: String) -> String? {
    let parts = parts(of: key)
    let last = parts.count > 1 ? parts.last { !$0.allSatisfy(\.isNumber) } : parts.first
    guard let last else { return nil }
    let inner = Self.withoutSuffix(Self.withoutPrefix(last))
    return parts.count > 1 || inner.count < last.count ? name(of: inner) : nil
  }

  /// A key without the part that states the kind or the time of its value: `ce_form_title`, `oldTitle`.
  private static func withoutPrefix(_ key: Substring) -> Substring {
    for prefix in prefixes where key.count > prefix.count + 1 && key.hasPrefix(prefix) {
      let rest = key.dropFirst(prefix.count)
      if prefix.hasSuffix("_") { return rest }
      // The end of a word: a capital follows, or a separator.
      if rest.first == "_" || rest.first == "-" || rest.first == " " { return rest.dropFirst() }
      if rest.first?.isUppercase ?? false { return rest }
    }
    return key
  }

  /// A key without the type that FullStory adds to it: `displayName_str`.
  private static func withoutSuffix(_ key: Substring) -> Substring {
    if key.hasSuffix("_str") { return key.dropLast(4) }
    return key.hasSuffix("_strs") ? key.dropLast(5) : key
  }

  /// The prefixes of vendors' keys before the app's own keys, and words for the time of a value.
  private static let prefixes = [
    "ce_", "cv_", "ep_", "up_", "cd_", "evt_", "old", "new", "previous", "prev", "current", "initial", "original", "updated", "selected",
    "latest",
  ]

  /// The keys that a key with dots, or a column of a warehouse table, combines.
  package static func parts(of key: String) -> [Substring] {
    if key.utf8.contains(UInt8(ascii: ".")) { return key.split(separator: ".") }
    for column in columns where key.utf8.count > column.utf8.count && key.hasPrefix(column) {
      return column.split(separator: "_") + [key.dropFirst(column.count)]
    }
    return [key[...]]
  }

  /// The prefixes of event columns that Segment and RudderStack load into a warehouse
  /// (https://segment.com/docs/connections/storage/warehouses/schema/).
  private static let columns = ["context_page_", "context_traits_", "context_"]

  /// Whether a key is a value that reports must not show: an email address, a token, an IP address, a phone number, a hash, the number of a
  /// card or an account, a long text.
  static func isValue(_ key: [UInt8]) -> Bool {
    if key.count > 100 || key.count >= 20 && key.starts(with: "eyJ".utf8) { return true }
    if let at = key.firstIndex(of: UInt8(ascii: "@")), at > 0, key[at...].contains(UInt8(ascii: ".")) { return true }
    let digits = key.count { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    let dots = key.count { $0 == UInt8(ascii: ".") }
    if key.first == UInt8(ascii: "+") && digits >= 8 || dots == 3 && digits >= 4 && digits + dots == key.count { return true }
    let text = key.span
    return Tokens.isHash(text) || InternetAddress.isIPv6(text) || Checksums.luhn(text) || Checksums.iban(text)
  }
}
