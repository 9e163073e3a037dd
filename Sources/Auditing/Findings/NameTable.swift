/// Numbers for names, so that counts are looked up by number.
struct NameTable: Sendable {
  private var names: [String] = []
  private var numbers: [String: Int] = [:]

  subscript(number: Int) -> String { names[number] }

  /// The number of a name; a new name gets the next.
  mutating func number(of name: String) -> Int {
    if let known = numbers[name] { return known }
    names.append(name)
    numbers[name] = names.count - 1
    return names.count - 1
  }
}
