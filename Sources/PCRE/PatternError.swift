internal import CPCRE2

/// Why a regular expression could not be compiled.
public struct PatternError: Error, Equatable, Sendable, CustomStringConvertible {
  /// PCRE2's own words.
  public let message: String
  /// The offset in the expression, in bytes.
  public let offset: Int

  /// The message and the offset, on one line.
  public var description: String { "\(message) at offset \(offset)" }

  init(code: Int32, offset: Int) {
    self.message = Self.message(of: code)
    self.offset = offset
  }

  static func message(of code: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 256)
    // The length given is the buffer's own; PCRE2 writes no further and ends the text with a NUL.
    let length = unsafe pcre2_get_error_message_8(code, &buffer, buffer.count)
    guard length > 0 else { return "PCRE2 error \(code)" }
    return String(decoding: buffer[..<Int(length)], as: UTF8.self)
  }
}
