/// Comments, strings and regular expressions.
extension SwiftLexer {
  /// Keywords after which a slash begins a regular expression: no value ends with them.
  private static let beforeValues: Set<String> = [
    "return", "case", "in", "if", "while", "guard", "where", "try", "await", "throw", "else", "is", "as", "switch",
  ]

  /// Reads what begins with a slash: a comment, a regular expression, or an operator.
  mutating func readSlash() {
    switch peek(1) {
    case UInt8(ascii: "/"):
      while let byte = peek(), byte != UInt8(ascii: "\n") { position += 1 }
    case UInt8(ascii: "*"): skipBlockComment()
    default:
      if let end = endOfRegex() {
        add(.literal)
        position = end
      } else {
        position += 1
        add(.mark, "/")
      }
    }
  }

  /// Reads what begins with `#`: a raw string, a regular expression over several lines, or a directive or macro.
  mutating func readHash() {
    var hashes = 1
    while peek(hashes) == UInt8(ascii: "#") { hashes += 1 }
    switch peek(hashes) {
    case UInt8(ascii: "\""):
      position += hashes
      readString(hashes: hashes)
    case UInt8(ascii: "/"):
      add(.literal)
      position += hashes + 1
      while position < bytes.count, !(bytes[position] == UInt8(ascii: "/") && hasHashes(hashes, at: 1)) { step() }
      position = min(position + hashes + 1, bytes.count)
    default:
      position += 1
      add(.mark, "#")
    }
  }

  /// Reads a string from its first quote on, and the code of its interpolations; `hashes` precede the quote.
  mutating func readString(hashes: Int) {
    add(.literal)
    let isLong = isLongString(hashes: hashes)
    position += isLong ? 3 : 1
    while let byte = peek() {
      switch byte {
      case UInt8(ascii: "\\") where hasHashes(hashes, at: 1):
        position += hashes + 1
        if peek() == UInt8(ascii: "(") {
          readCode(isInterpolation: true)
        } else if peek() != nil {
          step()
        }
      case UInt8(ascii: "\"") where !isLong && hasHashes(hashes, at: 1):
        position += hashes + 1
        return
      case UInt8(ascii: "\"") where isLong && isQuote(1) && isQuote(2) && hasHashes(hashes, at: 3):
        position += hashes + 3
        return
      // An unclosed string is not Swift; continue with the rest of the file.
      case UInt8(ascii: "\n") where !isLong: return
      default: step()
      }
    }
  }

  /// Whether three quotes begin a string over several lines; `#"""#` is a raw string of one quote.
  private func isLongString(hashes: Int) -> Bool {
    guard isQuote(1), isQuote(2) else { return false }
    guard hashes > 0 else { return true }
    var ahead = 3
    while peek(ahead) == UInt8(ascii: " ") || peek(ahead) == UInt8(ascii: "\r") { ahead += 1 }
    return peek(ahead) == UInt8(ascii: "\n")
  }

  private func isQuote(_ ahead: Int) -> Bool { peek(ahead) == UInt8(ascii: "\"") }

  private func hasHashes(_ count: Int, at ahead: Int) -> Bool {
    for number in 0..<count where peek(ahead + number) != UInt8(ascii: "#") { return false }
    return true
  }

  private mutating func skipBlockComment() {
    var depth = 0
    repeat {
      if peek() == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "*") {
        depth += 1
        position += 2
      } else if peek() == UInt8(ascii: "*"), peek(1) == UInt8(ascii: "/") {
        depth -= 1
        position += 2
      } else if peek() != nil {
        step()
      }
    } while depth > 0 && peek() != nil
  }

  /// The end of the regular expression that begins with this slash; nil for a division or another operator.
  ///
  /// As in the compiler, it begins where a value may begin, neither its first nor its last character is a space, and it ends on its
  /// line.
  private func endOfRegex() -> Int? {
    if let last = tokens.last {
      switch last.kind {
      case .literal, .escaped: return nil
      case .word: guard Self.beforeValues.contains(last.text) else { return nil }
      case .mark: guard ![")", "]", "}", ".", "?", "!"].contains(last.text) else { return nil }
      }
    }
    guard let first = peek(1), ![UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: ")")].contains(first) else { return nil }
    var end = position + 1
    while end < bytes.count, bytes[end] != UInt8(ascii: "\n") {
      if bytes[end] == UInt8(ascii: "/") { return bytes[end - 1] == UInt8(ascii: " ") ? nil : end + 1 }
      end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
    }
    return nil
  }
}
