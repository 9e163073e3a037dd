/// Compresses like lz-string: LZW over UTF-16 units with codes that grow by a bit; see ``LZString``.
struct LZCompressor {
  private var codes: [[UInt16]: Int] = [:]
  /// Units that were seen but not written yet.
  private var announced: Set<[UInt16]> = []
  private var size = 3
  private var width = 2
  private var left = 2
  private var bits: [Bool] = []

  /// The output of lz-string's `compressToBase64`, with its padding.
  static func base64(_ text: String) -> String {
    let digits = digits(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    return digits + String(repeating: "=", count: (4 - digits.count % 4) % 4)
  }

  private static func digits(_ text: String, _ alphabet: String) -> String {
    var compressor = LZCompressor()
    compressor.compress(Array(text.utf16))
    let letters = Array(alphabet)
    var digits = ""
    for start in stride(from: 0, to: compressor.bits.count, by: 6) {
      digits.append(letters[compressor.bits[start..<start + 6].reduce(0) { $0 << 1 | ($1 ? 1 : 0) }])
    }
    return digits
  }

  private mutating func compress(_ units: [UInt16]) {
    var word: [UInt16] = []
    for unit in units {
      if codes[[unit]] == nil {
        codes[[unit]] = size
        size += 1
        announced.insert([unit])
      }
      if codes[word + [unit]] != nil {
        word.append(unit)
      } else {
        write(word)
        codes[word + [unit]] = size
        size += 1
        word = [unit]
      }
    }
    if !word.isEmpty { write(word) }
    put(2, width)
    // At least one more bit, up to a whole digit.
    repeat { bits.append(false) } while bits.count % 6 != 0
  }

  private mutating func write(_ word: [UInt16]) {
    if announced.remove(word) != nil {
      put(word[0] < 256 ? 0 : 1, width)
      put(Int(word[0]), word[0] < 256 ? 8 : 16)
      count()
    } else {
      put(codes[word] ?? 0, width)
    }
    count()
  }

  private mutating func count() {
    left -= 1
    guard left == 0 else { return }
    left = 1 << width
    width += 1
  }

  private mutating func put(_ number: Int, _ width: Int) {
    for place in 0..<width { bits.append(number >> place & 1 == 1) }
  }
}
