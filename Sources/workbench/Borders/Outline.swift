/// The declarations of one source file, and the names that it uses in each type.
///
/// It reads tokens without type checking, so it has limits:
/// - An inferred type is not seen: `let report = audit.report` uses the type of `report` without its name.
/// - Operators and initializers in extensions are not seen, nor is a top-level function that is passed and not called.
/// - Generic parameters, and names that are local or private, count for the whole file.
/// - Nested types that are inherited from a protocol or a superclass are not recognised.
struct Outline {
  private(set) var declarations: [Declaration] = []
  /// Every name that is used, once for each scope and kind, with the first line.
  private(set) var uses: [Use: Int] = [:]
  /// The paths of types that names are used in; the first is the top level.
  private(set) var scopes: [[String]] = [[]]
  /// Names that are local to the file: variables of functions, parameters, generic parameters, private declarations.
  private(set) var locals: Set<String> = []
  /// Labels of arguments and of elements of tuples.
  private(set) var labels: Set<String> = []
  private(set) var lines: Int

  /// The content of braces.
  private struct Body {
    enum Kind { case type, extended, requirements, code }
    var kind: Kind
    var scope: Int
    var access: Declaration.Access = .target
  }

  private let tokens: SwiftTokens
  private let module: String
  private var bodies: [Body] = []
  /// The body of the type whose name was read, until its brace opens.
  private var pending: Body?
  /// The access that a modifier gives to the next declaration.
  private var access: Declaration.Access?

  /// Reads a source file of a target, whose name may qualify its own names.
  init(of source: [UInt8], module: String) {
    let (all, lines) = SwiftLexer.read(source)
    tokens = SwiftTokens(all: all)
    self.lines = lines
    self.module = module
    var index = 0
    while index < all.count { index = read(index) }
  }

  // MARK: Walking

  private static let keywords: Set<String> = [
    "import", "struct", "enum", "class", "actor", "protocol", "extension", "typealias", "associatedtype",
    "func", "init", "subscript", "let", "var", "case", "private", "fileprivate", "public", "package", "open",
  ]

  private var body: Body { bodies.last ?? Body(kind: .extended, scope: 0) }

  /// Reads the token at an index and returns the index of the next one to read.
  private mutating func read(_ index: Int) -> Int {
    let token = tokens.all[index]
    switch token.kind {
    case .literal: break
    case .mark:
      if token.text == "{" {
        bodies.append(pending ?? Body(kind: .code, scope: body.scope))
        (pending, access) = (nil, nil)
      } else if token.text == "}" {
        _ = bodies.popLast()
        access = nil
      }
    case .word where Self.keywords.contains(token.text) && !tokens.isMember(index): return readKeyword(index)
    case .word, .escaped: readUse(index)
    }
    return index + 1
  }

  private mutating func readKeyword(_ index: Int) -> Int {
    let next = tokens.name(index + 1)
    switch tokens.all[index].text {
    case "import":
      let line = tokens.all[index].line
      access = nil
      return tokens.all[index...].firstIndex { $0.line != line } ?? tokens.all.count
    case "private", "fileprivate":
      // `private(set)` does not restrict reading.
      if !tokens.isMark(index + 1, "(") { access = .file }
    case "public", "package", "open":
      if !tokens.isMark(index + 1, "(") && next != nil { access = .package }
    case "extension": return readExtension(index)
    case "struct", "enum", "class", "actor", "protocol":
      // Neither `class func`, nor a variable named `actor`.
      guard let next, !Self.keywords.contains(next), tokens.all[index].text != "actor" || next.first?.isUppercase == true else { break }
      let path = scopes[body.scope] + [next]
      declare(next, .type)
      pending = Body(kind: tokens.all[index].text == "protocol" ? .requirements : .type, scope: number(of: path))
      locals.formUnion(tokens.genericParameters(index + 2))
      access = nil
      return index + 2
    case "typealias", "associatedtype":
      guard let next else { break }
      declare(next, .type)
      locals.formUnion(tokens.genericParameters(index + 2))
      access = nil
      return index + 2
    case "func":
      guard let next else { break }
      declare(next, .function, label: tokens.parameters(index + 2).map(tokens.label) ?? "")
      noteParameters(index + 2)
      return index + 2
    case "init", "subscript":
      if bodies.last?.kind != .code { noteParameters(index + 1) }
    case "let", "var":
      for name in tokens.boundNames(index) { declare(name, .value) }
      access = nil
    case "case" where body.kind == .type:
      for name in tokens.casesOfEnum(index) { declare(name, .enumCase) }
    default: break
    }
    return index + 1
  }

  /// Reads the extended type as a use, and opens its scope.
  private mutating func readExtension(_ index: Int) -> Int {
    var path: [String] = []
    var end = index + 1
    while let part = tokens.name(end) {
      path.append(part)
      guard tokens.isMark(end + 1, ".") else { break }
      end += 2
    }
    if path.first == module && path.count > 1 { path.removeFirst() }
    // `extension [UInt8]`: an array, whatever its elements.
    if path.isEmpty { path = ["Array"] }
    pending = Body(kind: .extended, scope: number(of: path), access: access ?? .target)
    access = nil
    return index + 1
  }

  private mutating func readUse(_ index: Int) {
    let token = tokens.all[index]
    guard !tokens.isMark(index - 1, "#") else { return }
    if tokens.isMark(index + 1, ":"), tokens.isMark(index - 1, "(") || tokens.isMark(index - 1, ",") {
      labels.insert(token.text)
      return
    }
    // `for file in files`, `{ file in … }`
    if tokens.name(index + 1) == "in" { locals.insert(token.text) }
    let isCall = tokens.isMark(index + 1, "(") || tokens.isMark(index + 1, "{")
    let use: Use
    if !tokens.isMember(index) {
      use = Use(name: token.text, kind: isCall ? .call : .name, scope: body.scope)
    } else if tokens.name(index - 2) == module, !tokens.isMember(index - 2) {
      use = Use(name: token.text, kind: isCall ? .call : .name, scope: 0)
    } else {
      let label = tokens.isMark(index + 1, "(") ? tokens.label(index + 1) : isCall ? "{" : ""
      use = Use(name: token.text, kind: isCall ? .memberCall : .member, label: label, scope: body.scope)
    }
    if uses[use] == nil { uses[use] = token.line }
  }

  // MARK: Declaring

  private mutating func declare(_ name: String, _ kind: Declaration.Kind, label: String = "") {
    if body.kind == .code {
      locals.insert(name)
      return
    }
    // Cases and requirements are visible wherever their type is.
    let isOpen = body.kind == .requirements || kind == .enumCase
    let access = body.access == .file ? .file : self.access ?? (isOpen ? .package : body.access)
    let scope = scopes[body.scope]
    if scope.isEmpty && access == .file { locals.insert(name) }
    declarations.append(
      Declaration(
        name: name, kind: kind, label: label, access: access, scope: scope, isInExtension: body.kind == .extended && !scope.isEmpty))
    self.access = nil
  }

  private mutating func noteParameters(_ index: Int) {
    access = nil
    locals.formUnion(tokens.genericParameters(index))
    locals.formUnion(tokens.parameterNames(index))
  }

  /// The number of the scope of a path.
  private mutating func number(of path: [String]) -> Int {
    if let known = scopes.firstIndex(of: path) { return known }
    scopes.append(path)
    return scopes.count - 1
  }
}
