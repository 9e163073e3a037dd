internal import CPCRE2
internal import Synchronization

/// A regular expression (PCRE2 10, with JIT if the machine has one): immutable, shared by all workers.
///
/// Compiling one takes as long as searching thousands of short texts, and a run needs few of the known expressions. So an
/// expression that is known to compile is compiled on its first search.
@safe public final class Pattern: Sendable {
  /// The expression as written.
  public let source: String
  /// The name of the group that is searched for; nil for the whole match.
  private let groupName: String?

  /// Two patterns with the same identity find the same.
  public var identity: String { "\(groupName ?? "") \(source)" }

  // PCRE2 documents compiled code as read-only during matching and safe to share between threads (pcre2api, "Multithreading"). It
  // is stored once and lives as long as this object.
  private nonisolated(unsafe) let compiled: Atomic<OpaquePointer?>
  /// The number of the group, known once the code is compiled.
  private let number = Atomic(0)

  /// Compiles `source`; a match reports the named group. A group that does not exist has the number 0.
  ///
  /// Texts are bytes. Only an expression that itself contains characters (`\p{L}`, `\X`, a letter beyond ASCII) is compiled for
  /// UTF-8, because checking UTF-8 costs a pass over the text. Invalid UTF-8 then matches nothing but is not an error.
  public init(_ source: String, group: String? = nil) throws(PatternError) {
    self.source = source
    groupName = group
    let code = unsafe try Self.compile(source)
    unsafe compiled = Atomic(code)
    unsafe number.store(Self.number(of: group, in: code), ordering: .relaxed)
  }

  /// Compiles an expression with the syntax of ECMA-262, for JSON Schema: `\uXXXX` is a character, `[]` matches nothing, `$` is the
  /// end of the text and not of a line. Texts are UTF-8, and `\d` and `\w` are ASCII.
  public init(ecmaScript source: String) throws(PatternError) {
    self.source = source
    groupName = nil
    let code = unsafe try Self.compile(source, options: Self.ecmaScript)
    unsafe compiled = Atomic(code)
  }

  private static let ecmaScript =
    UInt32(PCRE2_NEVER_BACKSLASH_C) | UInt32(PCRE2_ALT_BSUX) | UInt32(PCRE2_ALLOW_EMPTY_CLASS) | UInt32(PCRE2_MATCH_UNSET_BACKREF)
    | UInt32(PCRE2_DOLLAR_ENDONLY) | UInt32(PCRE2_UTF) | UInt32(PCRE2_MATCH_INVALID_UTF)

  /// Takes an expression that is known to compile, and compiles it when it is needed.
  public init(proved source: String, group: String? = nil) {
    self.source = source
    groupName = group
    unsafe compiled = Atomic(nil)
  }

  /// The number of the group that is searched for; 0 for the whole match.
  public var group: Int {
    if groupName == nil { return 0 }
    _ = unsafe code
    return number.load(ordering: .relaxed)
  }

  /// The compiled code.
  var code: OpaquePointer {
    if let code = unsafe compiled.load(ordering: .acquiring) { return unsafe code }
    return unsafe compileNow()
  }

  /// Compiles the expression for its first search. If several workers do so at the same time, the first one's code is kept.
  private func compileNow() -> OpaquePointer {
    guard let code = unsafe try? Self.compile(source) else { fatalError("the regex does not compile: \(source)") }
    unsafe number.store(Self.number(of: groupName, in: code), ordering: .relaxed)
    let (isFirst, other) = unsafe compiled.compareExchange(expected: nil, desired: code, ordering: .acquiringAndReleasing)
    guard !isFirst, let other = unsafe other else { return unsafe code }
    // No other thread has seen it.
    unsafe pcre2_code_free_8(code)
    return unsafe other
  }

  private static func compile(_ source: String, options: UInt32? = nil) throws(PatternError) -> OpaquePointer {
    let utf8 = Array(source.utf8)
    var code: Int32 = 0
    var offset = 0
    // The expression's length is given, so it needs no terminator; the out parameters live through the call.
    guard let compiled = unsafe pcre2_compile_8(utf8, utf8.count, options ?? self.options(for: utf8), &code, &offset, nil) else {
      throw PatternError(code: code, offset: offset)
    }
    // If it fails, the interpreter runs instead.
    _ = unsafe pcre2_jit_compile_8(compiled, UInt32(PCRE2_JIT_COMPLETE))
    return unsafe compiled
  }

  static func options(for source: [UInt8]) -> UInt32 {
    let options = UInt32(PCRE2_NEVER_BACKSLASH_C)
    return needsCharacters(source) ? options | UInt32(PCRE2_UTF) | UInt32(PCRE2_UCP) | UInt32(PCRE2_MATCH_INVALID_UTF) : options
  }

  private static func needsCharacters(_ source: [UInt8]) -> Bool {
    var isEscaped = false
    for byte in source {
      if byte >= 0x80 || isEscaped && "pPX".utf8.contains(byte) { return true }
      isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
    }
    return false
  }

  deinit {
    // The last reference: no matcher can be using the code. Freeing nil is allowed.
    unsafe pcre2_code_free_8(compiled.load(ordering: .acquiring))
  }

  /// The number of a named group; 0 if there is none.
  private static func number(of name: String?, in code: OpaquePointer) -> Int {
    guard let name else { return 0 }
    // The name lives through the call and ends with a NUL; an unknown name gives a negative number.
    return unsafe max(0, Int(pcre2_substring_number_from_name_8(code, Array(name.utf8) + [0])))
  }
}
