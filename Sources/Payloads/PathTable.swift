import Bytes

/// Numbers every path that was seen. A path is a parent and a key, and the elements of an array share one path.
///
/// Captures repeat the same few hundred paths. With a number for each, rules and dialects evaluate a path once.
package final class PathTable {
  /// One path. Every field needs it, so it is an object: passing it on costs one reference.
  package final class Entry: Sendable {
    package let parent: Int
    /// The key as written; `*` for the elements of an array. Only the length is kept if the key is itself a value.
    package let key: String
    /// The key as rules compare it: lower-case letters and digits only. An element has the key of its array.
    package let name: String
    /// The innermost key if the key combines several: `ep.form_title` is also a `form_title`, and `context_traits_email` in a warehouse
    /// table an `email`.
    package let innerName: String?
    /// The keys from the root, in the form of ``PathTable/label(of:)``, separated by dots.
    package let wire: String
    /// The key's roles for values next to it and above it.
    let roles: KeyRoles
    /// Whether it holds a value and adds nothing to the key above it.
    let isWrapped: Bool
    fileprivate let bytes: [UInt8]

    fileprivate init(
      parent: Int, key: String, name: String, innerName: String?, wire: String, roles: KeyRoles, isWrapped: Bool, bytes: [UInt8]
    ) {
      self.parent = parent
      self.key = key
      self.name = name
      self.innerName = innerName
      self.wire = wire
      self.roles = roles
      self.isWrapped = isWrapped
      self.bytes = bytes
    }
  }

  /// The root of all paths.
  package static let root = 0
  /// The maximum number of paths. Then the table starts again: hostile captures invent keys without end.
  package static let capacity = 65_536

  package private(set) var entries: [Entry] = []
  /// The number of times that the table has started again, to detect that remembered numbers are out of date.
  package private(set) var generation = 0
  private var slots: [Int32] = []
  private var keys = PathKeys()
  /// The last path that was requested, and for each path the one that followed it: records repeat each other.
  private var last = 0
  private var following: [Int32] = []

  package init() {
    reset()
  }

  /// The number of the path `key` below `parent`.
  package func path(_ key: Span<UInt8>, below parent: Int) -> Int {
    let guess = Int(following[last])
    if guess >= 0, keys.isKey(of: guess, key, below: parent) {
      last = guess
      return guess
    }
    let found = find(key, parent)
    following[last] = Int32(found)
    last = found
    return found
  }

  private func find(_ key: Span<UInt8>, _ parent: Int) -> Int {
    var slot = Self.hash(key, parent) & (slots.count - 1)
    while slots[slot] >= 0 {
      if keys.isKey(of: Int(slots[slot]), key, below: parent) { return Int(slots[slot]) }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = Int32(entries.count)
    add(entry(key, below: parent))
    if entries.count * 2 > slots.count { grow() }
    return entries.count - 1
  }

  private func add(_ entry: Entry) {
    entries.append(entry)
    keys.append(entry.bytes, below: entry.parent)
    following.append(-1)
  }

  /// The number of the path `key` below `parent`, for a key of our own.
  package func path(_ key: String, below parent: Int) -> Int {
    path(Array(key.utf8).span, below: parent)
  }

  /// The number of the path that the elements of the array at `parent` share.
  package func element(below parent: Int) -> Int {
    path(Self.star.span, below: parent)
  }

  /// The number of a path with the same key as `path`, below `parent`.
  func path(like path: Int, below parent: Int) -> Int {
    let bytes = entries[path].bytes
    return self.path(bytes.span, below: parent)
  }

  /// The number of a path like this one that also has the key above it: it holds a value and only adds its type.
  func wrapped(_ path: Int) -> Int {
    let (parent, bytes) = (entries[path].parent, entries[path].bytes)
    return self.path((Self.wrapper + bytes).span, below: parent)
  }

  /// Precedes the bytes of such a key.
  private static let wrapper: [UInt8] = [0, 0]

  /// The number of a path like this one whose `name` is a person's, because it is next to an email address or a phone number, or that is a
  /// given name, because it is next to a family name.
  func ofSomebody(_ path: Int, isGiven: Bool = false) -> Int {
    let (parent, bytes) = (entries[path].parent, entries[path].bytes)
    guard bytes.first != 0 else { return path }
    return self.path(((isGiven ? Self.given : Self.somebody) + bytes).span, below: parent)
  }

  /// Precedes the bytes of such a key.
  private static let somebody: [UInt8] = [0, 1]
  private static let given: [UInt8] = [0, 4]
  /// The additional key of such a path, as rules compare it.
  private static let nameOfSomebody = "namebesidecontact"
  private static let givenName = "givenname"

  /// The number of a path like this one whose value has another name: in addition, as an answer has the name that its question asks for, or
  /// instead.
  func called(_ path: Int, _ name: Span<UInt8>, keepingKey: Bool = true) -> Int {
    let entry = entries[path]
    // A zero in the name would end it.
    guard name.first(0, in: 0..<name.count) == nil, entry.bytes.first != 0 else { return path }
    return self.path(((keepingKey ? Self.calling : Self.renaming) + [UInt8](copying: name) + [0] + entry.bytes).span, below: entry.parent)
  }

  /// Precedes the bytes of such a key. The other name follows and ends with a zero.
  private static let calling: [UInt8] = [0, 2]
  private static let renaming: [UInt8] = [0, 3]

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

  /// The number of the path above the header and the claims of the token at `parent`.
  package func claims(below parent: Int) -> Int { path(Self.claimsKey, below: parent) }

  /// The step into a token, which no key of a capture can be: the meaning of a claim does not depend on the token's place.
  package static let claimsKey = "«jwt»"

  /// The keys from the root to `path`. A key with dots counts like nested keys: `ep.form` as `ep`, `form`.
  package func keys(of path: Int) -> [Key] {
    var keys: [Key] = []
    var at = path
    while at != Self.root {
      let entry = entries[at]
      defer { at = entry.parent }
      if entry.isWrapped, !KeyRoles.words.contains(entry.key) { continue }
      let parts = Self.parts(of: entry.key)
      if parts.count > 1 {
        keys += parts.reversed().map { Key(text: String($0), name: Self.name(of: $0)) }
      } else {
        keys.append(Key(text: entry.key, name: entry.name))
      }
    }
    return keys.reversed()
  }

  /// A key as written and as compared.
  package struct Key: Equatable, Sendable {
    package let text: String
    package let name: String

    package init(text: String, name: String) {
      self.text = text
      self.name = name
    }
  }

  /// Starts again if there are too many paths. Call it between records, when no number is in use.
  package func trim() {
    if entries.count > Self.capacity { reset() }
  }

  private static let star = Array("*".utf8)
  private func reset() {
    (entries, keys, following, last) = ([], PathKeys(), [], 0)
    add(Entry(parent: -1, key: "", name: "", innerName: nil, wire: "", roles: KeyRoles(), isWrapped: false, bytes: []))
    slots = [Int32](repeating: -1, count: 1024)
    generation += 1
  }

  private func entry(_ key: Span<UInt8>, below parent: Int) -> Entry {
    var bytes: [UInt8] = []
    for at in 0..<key.count { bytes.append(key[at]) }
    let isMarked = bytes.count > 2 && bytes[0] == 0 && bytes[1] <= 4
    let isWrapped = isMarked && bytes[1] == 0
    let calling = isMarked && 2...3 ~= bytes[1] ? bytes[2...].firstIndex(of: 0) : nil
    let written = calling.map { Array(bytes[($0 + 1)...]) } ?? (isMarked ? Array(bytes.dropFirst(2)) : bytes)
    let text = Self.isValue(written) ? "(\(written.count) bytes)" : String(decoding: written, as: UTF8.self)
    let label = Self.label(of: text)
    // A key that holds a value has the name above it and its own.
    let isNamedAbove = isWrapped || text == "*"
    let called = calling.map { Self.name(asking: String(decoding: bytes[2..<$0], as: UTF8.self)) }
    let name = called ?? (isNamedAbove ? entries[parent].name : Self.name(of: text))
    let innerName =
      if called != nil, bytes[1] == Self.renaming[1] {
        nil as String?
      } else if called != nil {
        isNamedAbove ? entries[parent].name : Self.name(of: text)
      } else if isMarked, !isWrapped {
        bytes[1] == Self.given[1] ? Self.givenName : Self.nameOfSomebody
      } else if isNamedAbove {
        entries[parent].innerName ?? (isWrapped ? Self.name(of: text) : nil)
      } else {
        Self.innerName(of: text) ?? Self.compound(name, below: entries[parent].name)
      }
    let above = entries[parent].wire
    return Entry(
      parent: parent, key: text, name: name, innerName: innerName, wire: above.isEmpty ? label : "\(above).\(label)",
      roles: isWrapped ? KeyRoles() : KeyRoles(text, name: name), isWrapped: isWrapped, bytes: bytes)
  }

  private func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for (number, entry) in entries.enumerated().dropFirst() {
      let bytes = entry.bytes
      var slot = Self.hash(bytes.span, entry.parent) & (slots.count - 1)
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
}
