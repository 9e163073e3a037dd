/// The tokens of a source file, with ways to look ahead from one of them.
struct SwiftTokens {
  let all: [SwiftToken]

  /// The identifier or keyword at an index, nil for another token or none.
  func name(_ index: Int) -> String? {
    guard index >= 0, index < all.count, all[index].kind == .word || all[index].kind == .escaped else { return nil }
    return all[index].text
  }

  func isMark(_ index: Int, _ text: String) -> Bool {
    index >= 0 && index < all.count && all[index].kind == .mark && all[index].text == text
  }

  /// Whether the token at an index follows a dot.
  func isMember(_ index: Int) -> Bool { isMark(index - 1, ".") }

  // MARK: Declarations

  /// The beginning of the parameters of a function whose name precedes an index.
  func parameters(_ index: Int) -> Int? {
    all[min(index, all.count)...].firstIndex { $0.text == "(" && $0.kind == .mark }
  }

  /// The internal names of the parameters of a function whose name precedes an index.
  func parameterNames(_ index: Int) -> [String] {
    guard let start = parameters(index) else { return [] }
    var names: [String] = []
    var depth = 0
    for place in start..<all.count {
      if isMark(place, "(") { depth += 1 }
      if isMark(place, ")") { depth -= 1 }
      if depth == 0 { break }
      if depth == 1, isMark(place, ":"), let name = name(place - 1) { names.append(name) }
    }
    return names
  }

  /// The first label after a parenthesis, of a parameter or of an argument.
  func label(_ parenthesis: Int) -> String {
    guard !isMark(parenthesis + 1, ")") else { return "" }
    // `with prefix: Bytes`, `with: prefix`, or a value.
    guard let first = name(parenthesis + 1), isMark(parenthesis + 2, ":") || (name(parenthesis + 2) != nil && isMark(parenthesis + 3, ":"))
    else { return "_" }
    return first
  }

  /// `<T: P, each U>` at an index: `T`, `U`.
  func genericParameters(_ index: Int) -> [String] {
    guard isMark(index, "<") else { return [] }
    var names: [String] = []
    var (place, depth) = (index, 0)
    repeat {
      if isMark(place, "<") { depth += 1 }
      if isMark(place, ">") { depth -= 1 }
      if depth == 1, isMark(place, "<") || isMark(place, ","), var found = name(place + 1) {
        if found == "each" || found == "let" { found = name(place + 2) ?? found }
        names.append(found)
      }
      place += 1
    } while depth > 0 && place < all.count
    return names
  }

  /// What `let` or `var` at an index declares: `a`, `(a, b)`.
  func boundNames(_ index: Int) -> [String] {
    if let first = name(index + 1) { return [first] }
    var names: [String] = []
    var place = index + 1
    while isMark(place, "(") || isMark(place, ","), let next = name(place + 1) {
      names.append(next)
      place += 2
    }
    return names
  }

  /// What `case` at an index of an enum declares: `a`, `a(Int), b`, `a = 1, b = 2`.
  func casesOfEnum(_ index: Int) -> [String] {
    var names: [String] = []
    var (place, depth) = (index, 0)
    repeat {
      if depth == 0, place == index || isMark(place, ","), let next = name(place + 1) {
        names.append(next)
        place += 1
      }
      place += 1
      if isMark(place, "(") { depth += 1 }
      if isMark(place, ")") { depth -= 1 }
      // The list ends at a word or a brace that is neither after a comma nor part of a value.
    } while place < all.count
      && (depth > 0 || isMark(place, ",") || isMark(place, "=") || isMark(place, ")") || all[place].kind == .literal)
    return names
  }
}
