internal import CPCRE2

extension Pattern {
  /// The number of items of the expression that are tried to find all matches in a text: the work of a search, in steps that do not
  /// depend on the machine. For tests; nothing is compiled ahead, and every step is counted (pcre2callout, "Automatic callouts").
  public static func steps(of source: String, in text: [UInt8]) throws(PatternError) -> Int {
    let utf8 = Array(source.utf8)
    var (code, offset) = (Int32(0), 0)
    // The out parameters live through the call, and the code is freed below.
    guard
      let compiled = unsafe pcre2_compile_8(
        utf8, utf8.count, options(for: utf8) | UInt32(PCRE2_AUTO_CALLOUT), &code, &offset, nil)
    else { throw PatternError(code: code, offset: offset) }
    let context = unsafe pcre2_match_context_create_8(nil)
    let data = unsafe pcre2_match_data_create_8(1, nil)
    defer {
      unsafe pcre2_match_data_free_8(data)
      unsafe pcre2_match_context_free_8(context)
      unsafe pcre2_code_free_8(compiled)
    }
    var steps = 0
    // The counter outlives every search.
    unsafe withUnsafeMutablePointer(to: &steps) { counter in
      unsafe pcre2_set_callout_8(
        context,
        { _, counter in
          unsafe counter?.assumingMemoryBound(to: Int.self).pointee += 1
          return 0
        }, counter)
      var start = 0
      while start <= text.count {
        let result = unsafe pcre2_match_8(compiled, text, text.count, start, 0, data, context)
        guard result >= 0, let vector = unsafe pcre2_get_ovector_pointer_8(data) else { break }
        start = unsafe max(vector[1], start + 1)
      }
    }
    return steps
  }
}
