import Bytes

/// What keys are called: by rules, where fields are named, and where one stands for several.
extension PathTable {
  /// What the key of an entry is called where fields are named: `*` for one that is a value or the identifier of something, as if it were
  /// an array's. Another recording has other identifiers, and the same fields.
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

  /// What a question asks for, as rules compare keys: `What is your full name?` is `fullname`.
  static func name(asking question: String) -> String {
    let words = NameWords.plain(question).split { !$0.isLetter && !$0.isNumber }
    let telling = words.count == 1 ? words : words.filter { !askingWords.contains(String($0)) }
    let name = name(of: telling.isEmpty ? question : telling.joined())
    // A form that asks for a name asks for the person's.
    return names.contains(name) ? "personname" : name
  }

  private static let names: Set<String> = ["name", "nom", "nombre", "nome", "naam", "namn", "navn", "imie", "jmeno", "isim", "имя"]

  /// Words of a question that say nothing of the answer, without accents.
  private static let askingWords: Set<String> = [
    "what", "whats", "is", "are", "was", "your", "the", "a", "an", "please", "enter", "type", "provide", "give", "tell", "us", "me", "in",
    "here", "s", "do", "you", "have", "optional", "required",
    "wie", "ist", "lautet", "heist", "ihr", "ihre", "ihren", "dein", "deine", "bitte", "geben", "sie", "ein", "an", "der", "die", "das",
    "quel", "quelle", "est", "votre", "vos", "ton", "ta", "le", "la", "les", "l", "de", "entrez", "saisissez", "veuillez",
    "cual", "cuales", "es", "su", "tu", "el", "introduzca", "escriba", "qual", "e", "il", "suo", "tuo", "sua", "tua", "inserisci",
    "seu", "o", "digite", "informe", "wat", "uw", "je", "jouw", "vul", "jaki", "jest", "twoj", "twoje", "podaj", "vad", "ar", "ditt", "din",
    "hvad", "er", "dit", "mika", "on", "sinun", "ваше", "ваш", "введите", "укажите", "как", "あなたの", "您的", "请输入",
  ]

  /// What a key is called together with the one above it, where it says little alone: the `token` of a `session` is a `sessiontoken`.
  static func compound(_ name: String, below parent: String) -> String? {
    owners[name]?.contains(parent) ?? false ? parent + name : nil
  }

  private static let owners: [String: Set<String>] = {
    let secrets: Set<String> = [
      "session", "access", "refresh", "auth", "oauth", "user", "api", "id", "client", "app", "webhook", "reset", "invite", "invitation",
      "magiclink", "verification", "confirmation", "share",
    ]
    return ["token": secrets, "secret": secrets, "number": ["card", "creditcard", "phone", "mobile", "passport", "account"]]
  }()

  /// The name of the innermost of several keys that are written as one; nil for a single key.
  static func innerName(of key: String) -> String? {
    let parts = parts(of: key)
    let last = parts.count > 1 ? parts.last { !$0.allSatisfy(\.isNumber) } : parts.first
    guard let last else { return nil }
    let inner = Self.withoutPrefix(last)
    return parts.count > 1 || inner.count < last.count ? name(of: inner) : nil
  }

  /// A key without what says of which kind or of when its value is: `ce_form_title`, `oldTitle`.
  private static func withoutPrefix(_ key: Substring) -> Substring {
    for prefix in prefixes where key.count > prefix.count + 1 && key.hasPrefix(prefix) {
      let rest = key.dropFirst(prefix.count)
      if prefix.hasSuffix("_") { return rest }
      // A word of its own: a hump, or a separator behind it.
      if rest.first == "_" || rest.first == "-" || rest.first == " " { return rest.dropFirst() }
      if rest.first?.isUppercase ?? false { return rest }
    }
    return key
  }

  /// How vendors' keys begin that the app's own are written behind, and words that say when a value was so.
  private static let prefixes = [
    "ce_", "cv_", "ep_", "up_", "cd_", "evt_", "old", "new", "previous", "prev", "current", "initial", "original", "updated", "selected",
    "latest",
  ]

  /// The keys that one with dots, or a column of a warehouse's table, stands for.
  package static func parts(of key: String) -> [Substring] {
    if key.utf8.contains(UInt8(ascii: ".")) { return key.split(separator: ".") }
    for column in columns where key.utf8.count > column.utf8.count && key.hasPrefix(column) {
      return column.split(separator: "_") + [key.dropFirst(column.count)]
    }
    return [key[...]]
  }

  /// How columns of events begin that Segment and RudderStack load into a warehouse
  /// (https://segment.com/docs/connections/storage/warehouses/schema/).
  private static let columns = ["context_page_", "context_traits_", "context_"]

  /// Whether a key is no identifier but a value in its place, which reports must not show: a mailbox, a token, an IP address, a telephone
  /// number, a hash, the number of a card or an account, a long text.
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
