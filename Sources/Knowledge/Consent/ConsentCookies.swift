package import Vocabulary

/// The cookies of consent tools, by their names: `rules/words/consent-cookies.yaml`.
package struct ConsentCookies: Sendable {
  package let all: [ConsentCookie]
  private var exact: [String: Int] = [:]
  private var beginnings: [(text: String, number: Int)] = []

  init(_ document: YAMLReader?) throws(ConfigurationError) {
    var all: [ConsentCookie] = []
    for element in try document?.elements() ?? [] { all.append(try ConsentCookie(element)) }
    self.all = all
    for (number, cookie) in all.enumerated() {
      for name in cookie.names {
        if name.hasSuffix("*") { beginnings.append((String(name.dropLast()), number)) } else { exact[name] = number }
      }
    }
  }

  /// The cookies in the binary.
  package static func embedded() throws(ConfigurationError) -> ConsentCookies {
    try ConsentCookies(YAMLReader.embedded("words/consent-cookies.yaml"))
  }

  /// The cookies in a text, for tests.
  package static func of(_ text: String, file: String) throws(ConfigurationError) -> ConsentCookies {
    try ConsentCookies(YAMLReader.document(text, file: file))
  }

  /// How to read a cookie of this name; nil if no consent tool uses it.
  package func cookie(named name: String) -> ConsentCookie? {
    if let number = exact[name] { return all[number] }
    return beginnings.first { name.hasPrefix($0.text) }.map { all[$0.number] }
  }
}
