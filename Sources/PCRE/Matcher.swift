internal import CPCRE2

/// What a match found, as ranges of the text's bytes.
public struct Match: Equatable, Sendable {
  /// The whole match.
  public let whole: Range<Int>
  /// The requested group; the whole match if none was requested, or if it took no part.
  public let group: Range<Int>
}

/// Why a text could not be searched: the expression ran into a limit.
public struct MatchError: Error, Equatable, Sendable, CustomStringConvertible {
  /// PCRE2's own words.
  public let description: String
}

/// Searches texts, one at a time. It holds the working memory of matching, so each worker has one.
@safe public final class Matcher {
  /// The maximum number of backtracking steps of a search. A hostile text reaches it in under a millisecond.
  public static let matchLimit: UInt32 = 100_000
  /// The maximum depth of the interpreter without a JIT.
  public static let depthLimit: UInt32 = 2_000

  private let data: OpaquePointer
  private let context: OpaquePointer
  private let stack: OpaquePointer?

  /// The maximum number of groups kept of a match; a group with a higher number reads as the whole match.
  private static let maximumGroups = 32

  /// Allocates the memory.
  public init() {
    // PCRE2 returns nil only if memory is exhausted, and then nothing else could work either.
    guard let data = unsafe pcre2_match_data_create_8(UInt32(Self.maximumGroups + 1), nil),
      let context = unsafe pcre2_match_context_create_8(nil)
    else { fatalError("out of memory") }
    unsafe self.data = data
    unsafe self.context = context
    unsafe self.stack = pcre2_jit_stack_create_8(32 << 10, 1 << 20, nil)
    // The context and the stack live as long as this object, which owns both.
    _ = unsafe pcre2_set_match_limit_8(context, Self.matchLimit)
    _ = unsafe pcre2_set_depth_limit_8(context, Self.depthLimit)
    unsafe pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack))
  }

  deinit {
    // Nothing else refers to them.
    unsafe pcre2_match_data_free_8(data)
    unsafe pcre2_match_context_free_8(context)
    unsafe pcre2_jit_stack_free_8(stack)
  }

  /// The first match of `pattern` in `text` at or after `start`; nil when there is none.
  public func firstMatch(
    of pattern: Pattern, in text: Span<UInt8>, from start: Int = 0, group: Int = 0
  ) throws(MatchError) -> Match? {
    guard start <= text.count else { return nil }
    // The span is borrowed for the whole call, and PCRE2 reads no byte beyond the length it is given.
    let result = unsafe text.withUnsafeBufferPointer { buffer in
      unsafe pcre2_match_8(pattern.code, buffer.baseAddress ?? Self.empty, buffer.count, start, 0, data, context)
    }
    if result == PCRE2_ERROR_NOMATCH { return nil }
    guard result >= 0 else { throw MatchError(description: PatternError.message(of: result)) }
    // The vector holds a pair for each group of the match data, which has room for `maximumGroups + 1` of them.
    guard let vector = unsafe pcre2_get_ovector_pointer_8(data) else { return nil }
    let whole = unsafe Self.range(vector[0], vector[1])
    guard group > 0, group <= Self.maximumGroups, group < result || result == 0 else { return Match(whole: whole, group: whole) }
    let (low, high) = unsafe (vector[2 * group], vector[2 * group + 1])
    // PCRE2_UNSET is the largest size: the group took no part.
    return Match(whole: whole, group: low <= high && high <= text.count ? low..<high : whole)
  }

  /// `\K` in an expression may put the start after the end.
  private static func range(_ low: Int, _ high: Int) -> Range<Int> { min(low, high)..<high }

  // An empty span has no address, and PCRE2 needs one.
  private nonisolated(unsafe) static let empty = unsafe UnsafePointer(UnsafeMutablePointer<UInt8>.allocate(capacity: 1))
}
