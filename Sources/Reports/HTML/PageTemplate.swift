import Vocabulary

/// A template in the language of Mustache (mustache(5)), as far as telltale's pages need it: variables, sections, inverted sections
/// and partials.
///
/// Lambdas, comments, other delimiters and indented partials are not supported. A tag of a section or a partial that is alone on
/// its line leaves no line.
struct PageTemplate: Sendable {
  /// The parts of a template.
  enum Part: Sendable {
    case text(String)
    case variable([String], isEscaped: Bool)
    case section([String], isInverted: Bool, [Part])
    case partial(String)
  }

  /// Why a text is not a template.
  struct Fault: Error, CustomStringConvertible {
    let description: String
  }

  let parts: [Part]

  init(_ text: String) throws(Fault) {
    var parser = TemplateParser(text)
    parts = try parser.parts(within: nil)
  }

  /// Renders a content; `partials` has the templates that this one calls.
  func render(_ content: HTMLContent, partials: [String: PageTemplate]) -> String {
    var renderer = TemplateRenderer(partials: partials)
    renderer.render(parts, [content])
    return renderer.output
  }
}

/// Parses a text.
private struct TemplateParser {
  private let text: String
  private var at: String.Index

  init(_ text: String) {
    self.text = text
    at = text.startIndex
  }

  /// The parts up to the tag that closes `section`, or up to the end.
  mutating func parts(within section: String?) throws(PageTemplate.Fault) -> [PageTemplate.Part] {
    var parts: [PageTemplate.Part] = []
    while let tag = try tag() {
      let place = tag.standsAlone ? line(of: tag.range) ?? tag.range : tag.range
      if at < place.lowerBound { parts.append(.text(String(text[at..<place.lowerBound]))) }
      at = place.upperBound
      switch tag.kind {
      case "#", "^":
        let path = Self.path(tag.name)
        parts.append(.section(path, isInverted: tag.kind == "^", try self.parts(within: tag.name)))
      case "/":
        guard tag.name == section else { throw PageTemplate.Fault(description: "`\(tag.name)` is closed and not open") }
        return parts
      case ">": parts.append(.partial(tag.name))
      case "{": parts.append(.variable(Self.path(tag.name), isEscaped: false))
      default: parts.append(.variable(Self.path(tag.name), isEscaped: true))
      }
    }
    if let section { throw PageTemplate.Fault(description: "`\(section)` is not closed") }
    if at < text.endIndex { parts.append(.text(String(text[at...]))) }
    return parts
  }

  /// `{{kind name}}`; the kind of a variable is a space.
  private struct Tag {
    var kind: Character
    var name: String
    var range: Range<String.Index>
    var standsAlone: Bool { "#^/>".contains(kind) }
  }

  /// The next tag; nil if there is none.
  private func tag() throws(PageTemplate.Fault) -> Tag? {
    guard let open = text[at...].firstRange(of: "{{") else { return nil }
    let isRaw = text[open.upperBound...].first == "{"
    guard let close = text[open.upperBound...].firstRange(of: isRaw ? "}}}" : "}}") else {
      throw PageTemplate.Fault(description: "a tag is not closed: \(text[open.lowerBound...].prefix(20))")
    }
    let inside = text[open.upperBound..<close.lowerBound]
    let kind = inside.first.flatMap { "#^/>{".contains($0) ? $0 : nil }
    let name = String((kind == nil ? inside : inside.dropFirst()).trimming { $0 == " " })
    guard !name.isEmpty, name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) }) else {
      throw PageTemplate.Fault(description: "not understood: {{\(inside)}}")
    }
    return Tag(kind: kind ?? " ", name: name, range: open.lowerBound..<close.upperBound)
  }

  /// The line that contains nothing but a tag, including its end; nil if it contains more.
  private func line(of tag: Range<String.Index>) -> Range<String.Index>? {
    let before = text[..<tag.lowerBound].lastIndex { $0 != " " }
    let after = text[tag.upperBound...].firstIndex { $0 != " " }
    guard before.map({ text[$0] == "\n" }) ?? true, after.map({ text[$0] == "\n" }) ?? true else { return nil }
    let start = before.map { text.index(after: $0) } ?? text.startIndex
    let end = after.map { text.index(after: $0) } ?? text.endIndex
    return start..<end
  }

  /// The members in a dotted name; none for `.`, the content itself.
  private static func path(_ name: String) -> [String] { name.split(separator: ".").map(String.init) }
}

/// Renders contents with templates.
private struct TemplateRenderer {
  let partials: [String: PageTemplate]
  private(set) var output = ""

  init(partials: [String: PageTemplate]) {
    self.partials = partials
  }

  /// Renders parts. The last element of `stack` is their content; those before it surround it.
  mutating func render(_ parts: [PageTemplate.Part], _ stack: [Any]) {
    for part in parts {
      switch part {
      case .text(let text): output += text
      case .variable(let path, let isEscaped):
        guard let value = Self.value(at: path, in: stack) else { continue }
        let text = value as? String ?? "\(value)"
        output += isEscaped ? PageText.escaped(text) : text
      case .section(let path, let isInverted, let parts):
        let contents = Self.contents(of: Self.value(at: path, in: stack))
        if isInverted {
          if contents.isEmpty { render(parts, stack) }
        } else {
          for content in contents { render(parts, stack + [content]) }
        }
      case .partial(let name):
        // The templates are part of the binary, and a test renders each.
        guard let partial = partials[name] else { preconditionFailure("there is no template `\(name)`") }
        render(partial.parts, stack)
      }
    }
  }

  /// The contents that a section is rendered for: none, one, or each element of a list.
  private static func contents(of value: Any?) -> [Any] {
    switch value {
    case nil: []
    case let flag as Bool: flag ? [flag] : []
    case let list as [Any]: list
    case let value?: [value]
    }
  }

  /// The value of a name: the first member in the innermost content that has it, and the other members from there.
  private static func value(at path: [String], in stack: [Any]) -> Any? {
    guard let first = path.first else { return stack.last }
    for content in stack.reversed() {
      guard let found = member(first, of: content) else { continue }
      return path.dropFirst().reduce(found) { value, name in value.flatMap { member(name, of: $0) } }
    }
    return nil
  }

  private static func member(_ name: String, of content: Any) -> Any? { (content as? HTMLContent)?[name] }
}
