internal import CPCRE2

/// A compiled regular expression (PCRE2 10, JIT where the machine has one): immutable, shared by all workers.
@safe public final class Pattern: Sendable {
  /// The expression as it was written.
  public let source: String
  /// The named groups and their numbers.
  public let groups: [String: Int]

  // PCRE2 documents compiled code as read-only during matching and safe to share between threads (pcre2api, "Multithreading").
  nonisolated(unsafe) let code: OpaquePointer

  /// Compiles `source`.
  ///
  /// Texts are bytes. Only an expression that itself speaks of characters (`\p{L}`, `\X`, a letter beyond ASCII) is compiled
  /// for UTF-8, since checking it costs a pass over the text; invalid UTF-8 then matches nothing but is no error.
  public init(_ source: String) throws(PatternError) {
    let utf8 = Array(source.utf8)
    let options = Self.options(for: utf8)
    var code: Int32 = 0
    var offset = 0
    // The expression's length is given, so it needs no terminator; the out parameters live through the call.
    guard let compiled = unsafe pcre2_compile_8(utf8, utf8.count, options, &code, &offset, nil) else {
      throw PatternError(code: code, offset: offset)
    }
    // A failure only means that the interpreter runs instead.
    _ = unsafe pcre2_jit_compile_8(compiled, UInt32(PCRE2_JIT_COMPLETE))
    self.source = source
    unsafe self.code = compiled
    self.groups = unsafe Self.names(of: compiled)
  }

  static func options(for source: [UInt8]) -> UInt32 {
    let options = UInt32(PCRE2_NEVER_BACKSLASH_C)
    return speaksOfCharacters(source) ? options | UInt32(PCRE2_UTF) | UInt32(PCRE2_UCP) | UInt32(PCRE2_MATCH_INVALID_UTF) : options
  }

  private static func speaksOfCharacters(_ source: [UInt8]) -> Bool {
    var isEscaped = false
    for byte in source {
      if byte >= 0x80 || isEscaped && "pPX".utf8.contains(byte) { return true }
      isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
    }
    return false
  }

  deinit {
    // The last reference: no matcher can be using the code.
    unsafe pcre2_code_free_8(code)
  }

  /// Reads PCRE2's table of names: `count` rows of `size` bytes, each a big-endian group number and a NUL-terminated name.
  private static func names(of code: OpaquePointer) -> [String: Int] {
    var count: UInt32 = 0
    var size: UInt32 = 0
    var table: UnsafePointer<UInt8>?
    // Each call fills a variable of the type that pcre2_pattern_info documents for its question.
    _ = unsafe pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMECOUNT), &count)
    _ = unsafe pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMEENTRYSIZE), &size)
    _ = unsafe pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMETABLE), &table)
    guard let table = unsafe table else { return [:] }
    var names: [String: Int] = [:]
    for row in 0..<Int(count) {
      // Within the table: `row < count`, and a row is `size` bytes.
      let entry = unsafe table + row * Int(size)
      let number = unsafe Int(entry[0]) << 8 | Int(entry[1])
      names[unsafe String(cString: entry + 2)] = number
    }
    return names
  }
}
