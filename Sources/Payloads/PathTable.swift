import Bytes

/// Every path that was seen, each with a number: a path is a parent and a key, and the elements of an array share one.
///
/// Captures say the same few hundred paths over and over. With a number for each, what a rule or a dialect thinks of a path is
/// worked out once.
package final class PathTable {
  /// One path.
  package struct Entry: Sendable {
    package let parent: Int
    /// The key as it was written; `*` for the elements of an array; only its length where it is a value itself.
    package let key: String
    /// The key as rules compare it: lower-case letters and digits only; an element has its array's.
    package let name: String
    /// The name of the innermost key where one stands for several inside each other: `ep.form_title` is a `form_title` too, and
    /// `context_traits_email` of a warehouse's table an `email`.
    package let innerName: String?
    /// The keys from the root on as ``PathTable/label(of:)`` has them, with dots between them.
    package let wire: String
    /// Whether the key says what a sibling's value is, and whether it holds such a value: `{"name": "email", "value": "…"}`.
    let isLabel: Bool
    let isLabelled: Bool
    let isPlainLabel: Bool
    let isPlainLabelled: Bool
    /// Whether the key says of which type the value is that it holds: `{"stringValue": "…"}`; and whether it says more of such a value.
    let isType: Bool
    /// Whether it is such a key, and says nothing that the key above it does not say.
    let isWrapped: Bool
    let isAside: Bool
    fileprivate let bytes: [UInt8]
  }

  /// The path that everything is below.
  package static let root = 0
  /// With more paths than this the table starts afresh: hostile captures make up keys without end.
  package static let capacity = 65_536

  package private(set) var entries: [Entry] = []
  /// How often the table has started afresh; whoever remembers numbers compares it.
  package private(set) var generation = 0
  private var slots: [Int32] = []

  package init() {
    reset()
  }

  /// The number of the path `key` below `parent`.
  package func path(_ key: Span<UInt8>, below parent: Int) -> Int {
    var slot = Self.hash(key, parent) & (slots.count - 1)
    while slots[slot] >= 0 {
      let entry = entries[Int(slots[slot])]
      if entry.parent == parent, Self.equal(entry.bytes, key) { return Int(slots[slot]) }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = Int32(entries.count)
    entries.append(entry(key, below: parent))
    if entries.count * 2 > slots.count { grow() }
    return entries.count - 1
  }

  /// The number of the path `key` below `parent`, for a key of our own.
  package func path(_ key: String, below parent: Int) -> Int {
    path(Array(key.utf8).span, below: parent)
  }

  /// The number of the path that the elements of the array at `parent` share.
  package func element(below parent: Int) -> Int {
    path(Self.star.span, below: parent)
  }

  /// The number of a path of the same key as `path`, below `parent`.
  func path(like path: Int, below parent: Int) -> Int {
    let bytes = entries[path].bytes
    return self.path(bytes.span, below: parent)
  }

  /// The number of a path like this one, but called what the one above it is as well: it holds a value and says no more of it than its type.
  func wrapped(_ path: Int) -> Int {
    let (parent, bytes) = (entries[path].parent, entries[path].bytes)
    return self.path((Self.wrapper + bytes).span, below: parent)
  }

  /// Before the bytes of a key that is called what the one above it is.
  private static let wrapper: [UInt8] = [0, 0]

  /// The number of the path `key` below `parent`, if it has been seen.
  package func known(_ key: String, below parent: Int) -> Int? { known(Array(key.utf8), below: parent) }

  /// The same for a key as bytes.
  package func known(_ bytes: [UInt8], below parent: Int) -> Int? {
    var slot = Self.hash(bytes.span, parent) & (slots.count - 1)
    while slots[slot] >= 0 {
      let number = Int(slots[slot])
      if entries[number].parent == parent, entries[number].bytes == bytes { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// The number of the path that the header and the claims of the token at `parent` stand below.
  package func claims(below parent: Int) -> Int { path(Self.claimsKey, below: parent) }

  /// The step into a token, which no key of a capture is told as: what a claim says does not depend on where the token stands.
  package static let claimsKey = "«jwt»"

  /// The keys from the root to `path`. A key that itself has dots is told like keys inside each other: `ep.form` as `ep`, `form`.
  package func keys(of path: Int) -> [Key] {
    var keys: [Key] = []
    var at = path
    while at != Self.root {
      let entry = entries[at]
      defer { at = entry.parent }
      if entry.isWrapped, entry.key != "value", entry.key != "val" { continue }
      let parts = Self.parts(of: entry.key)
      if parts.count > 1 {
        keys += parts.reversed().map { Key(text: String($0), name: Self.name(of: $0)) }
      } else {
        keys.append(Key(text: entry.key, name: entry.name))
      }
    }
    return keys.reversed()
  }

  /// A key as it was written and as it is compared.
  package struct Key: Equatable, Sendable {
    package let text: String
    package let name: String

    package init(text: String, name: String) {
      self.text = text
      self.name = name
    }
  }

  /// What the key of an entry is called where fields are named: `*` for one that is a value or the identifier of something, as if it were
  /// an array's. Another recording has other identifiers, and the same fields.
  package static func label(of key: String) -> String {
    if key.hasPrefix("("), key.hasSuffix(" bytes)") { return "*" }
    let bytes = Array(key.utf8)
    let digits = bytes.count { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    let isHex = bytes.count >= 16 && digits > 0 && bytes.allSatisfy { ByteClass.of($0).contains(.hex) }
    return !bytes.isEmpty && digits == bytes.count || isHex || Tokens.isUUID(bytes.span) ? "*" : key
  }

  /// Starts afresh when there are too many paths. Call it between records, when nobody holds a number.
  package func trim() {
    if entries.count > Self.capacity { reset() }
  }

  /// A key as rules compare it.
  package static func name(of key: String) -> String { folded(key) }

  package static func name(of key: Substring) -> String { folded(key) }

  private static func folded(_ key: some StringProtocol) -> String {
    let utf8 = key.utf8
    guard !utf8.allSatisfy({ $0 < 0x80 }) else {
      return String(
        decoding: utf8.compactMap { ByteClass.isWord($0) ? $0 | (ByteClass.of($0).contains(.letter) ? 0x20 : 0) : nil }, as: UTF8.self)
    }
    return String(
      String.UnicodeScalarView(key.lowercased().unicodeScalars.filter { $0.properties.isAlphabetic || ("0"..."9").contains($0) }))
  }

  private static let star = Array("*".utf8)
  private static let labels: Set<String> = [
    "name", "key", "id", "field", "fieldname", "label", "property", "propertyname", "elementid", "attribute", "k",
  ]
  private static let labelled: Set<String> = ["value", "val"]
  /// Keys that hold a value as well, but only beside a key that says nothing else than what it is the name of.
  private static let plainLabels: Set<String> = ["key", "field", "fieldname", "property", "propertyname", "attribute", "k"]
  private static let plainLabelled: Set<String> = ["text", "values", "v", "content"]
  /// What protocol buffers, BigQuery, DynamoDB and Firestore call a value by its type, and how values are held that have one.
  private static let types: Set<String> = [
    "stringValue", "string_value", "intValue", "int_value", "integerValue", "doubleValue", "double_value", "floatValue", "float_value",
    "numberValue", "boolValue", "bool_value", "bytesValue", "arrayValue", "S", "N", "SS", "NS", "value", "val", "$numberLong", "$oid",
    "#text", "_text", "$t",
    "string", "plainValue",
  ]
  /// What stands beside such a value.
  private static let asides: Set<String> = [
    "type", "kind", "datatype", "valuetype", "format", "settimestampmicros", "timestamp", "updatedat", "lang", "isencrypted", "source",
  ]

  private func reset() {
    entries = [
      Entry(
        parent: -1, key: "", name: "", innerName: nil, wire: "", isLabel: false, isLabelled: false, isPlainLabel: false,
        isPlainLabelled: false, isType: false, isWrapped: false, isAside: false, bytes: [])
    ]
    slots = [Int32](repeating: -1, count: 1024)
    generation += 1
  }

  private func entry(_ key: Span<UInt8>, below parent: Int) -> Entry {
    var bytes: [UInt8] = []
    for at in 0..<key.count { bytes.append(key[at]) }
    let isWrapped = bytes.count > 2 && bytes[0] == 0 && bytes[1] == 0
    let written = isWrapped ? Array(bytes.dropFirst(2)) : bytes
    let text = Self.isValue(written) ? "(\(written.count) bytes)" : String(decoding: written, as: UTF8.self)
    let label = Self.label(of: text)
    // What holds a value is called what the one above it is called, and by its own name too.
    let isNamedAbove = isWrapped || text == "*"
    let name = isNamedAbove ? entries[parent].name : Self.name(of: text)
    let innerName =
      isNamedAbove ? entries[parent].innerName ?? (isWrapped ? Self.name(of: text) : nil) : Self.innerName(of: text)
    let above = entries[parent].wire
    return Entry(
      parent: parent, key: text, name: name, innerName: innerName, wire: above.isEmpty ? label : "\(above).\(label)",
      isLabel: Self.labels.contains(name),
      isLabelled: !isWrapped && Self.labelled.contains(name), isPlainLabel: Self.plainLabels.contains(name),
      isPlainLabelled: Self.plainLabelled.contains(name), isType: !isWrapped && Self.types.contains(text),
      isWrapped: isWrapped, isAside: Self.asides.contains(name), bytes: bytes)
  }

  /// The name of the innermost of several keys that are written as one; nil for a single key.
  private static func innerName(of key: String) -> String? {
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
  private static func isValue(_ key: [UInt8]) -> Bool {
    if key.count > 100 || key.count >= 20 && key.starts(with: "eyJ".utf8) { return true }
    if let at = key.firstIndex(of: UInt8(ascii: "@")), at > 0, key[at...].contains(UInt8(ascii: ".")) { return true }
    let digits = key.count { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    let dots = key.count { $0 == UInt8(ascii: ".") }
    if key.first == UInt8(ascii: "+") && digits >= 8 || dots == 3 && digits >= 4 && digits + dots == key.count { return true }
    let text = key.span
    return Tokens.isHash(text) || InternetAddress.isIPv6(text) || Checksums.luhn(text) || Checksums.iban(text)
  }

  private func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for (number, entry) in entries.enumerated().dropFirst() {
      var slot = Self.hash(entry.bytes.span, entry.parent) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(number)
    }
  }

  /// FNV-1a over the key, seeded with the parent.
  private static func hash(_ key: Span<UInt8>, _ parent: Int) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ (UInt64(truncatingIfNeeded: parent) &* 0x9E37_79B9_7F4A_7C15)
    for at in 0..<key.count { hash = (hash ^ UInt64(key[at])) &* 0x100_0000_01B3 }
    return Int(truncatingIfNeeded: (hash ^ (hash >> 32)) & 0x7FFF_FFFF)
  }

  private static func equal(_ bytes: [UInt8], _ key: Span<UInt8>) -> Bool {
    guard bytes.count == key.count else { return false }
    for at in 0..<key.count where bytes[at] != key[at] { return false }
    return true
  }
}
