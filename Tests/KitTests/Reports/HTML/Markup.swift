import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// A page as a strict XML parser reads it.
final class Markup: NSObject, XMLParserDelegate {
  struct Element {
    var name: String
    var attributes: [String: String]
  }

  private(set) var elements: [Element] = []
  /// The texts of the page without style and script, in order.
  private(set) var text = ""
  private(set) var failure: String?
  /// The content of the page's style and script.
  let style: String
  let script: String

  init(_ page: String) {
    (style, script) = (Self.inside("style", of: page), Self.inside("script", of: page))
    super.init()
    // Both are CDATA in HTML and not in XML.
    let body = page.replacing("<!DOCTYPE html>", with: "").replacing(script, with: "").replacing(style, with: "")
    let parser = XMLParser(data: Data(body.utf8))
    parser.delegate = self
    if !parser.parse() { failure = "line \(parser.lineNumber): \(parser.parserError.map { "\($0)" } ?? "")" }
  }

  private static func inside(_ name: String, of page: String) -> String {
    guard let start = page.firstRange(of: "<\(name)>"), let end = page.firstRange(of: "</\(name)>") else { return "" }
    return String(page[start.upperBound..<end.lowerBound])
  }

  func values(of attribute: String) -> [String] { elements.compactMap { $0.attributes[attribute] } }

  func elements(_ name: String) -> [Element] { elements.filter { $0.name == name } }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?, attributes: [String: String]
  ) {
    elements.append(Element(name: name, attributes: attributes))
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }
}
