/// Words that several formats share.
enum Wording {
  /// A number in groups of three.
  static func digits(_ number: Int) -> String {
    var text = ""
    for (place, digit) in String(number).reversed().enumerated() {
      if place > 0, place.isMultiple(of: 3) { text += "," }
      text.append(digit)
    }
    return String(text.reversed())
  }

  /// Items in a sentence: `a`, `a and b`, `a, b and c`, `a, b and 7 more`.
  static func sentence(_ things: [String], upTo most: Int) -> String {
    var listed = things.count > most ? things.prefix(most - 1) + ["\(digits(things.count - most + 1)) more"] : things[...]
    guard let last = listed.popLast() else { return "" }
    return listed.isEmpty ? last : listed.joined(separator: ", ") + " and " + last
  }
}
