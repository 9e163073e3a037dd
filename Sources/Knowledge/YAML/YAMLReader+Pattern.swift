internal import PCRE
import Vocabulary

extension YAMLReader {
  /// A regular expression; another member may name the group that is its match.
  func pattern(group: YAMLReader? = nil) throws(ConfigurationError) -> Pattern {
    let source = try string()
    let name = try group?.string()
    if isEmbedded { return Pattern(proved: source, group: name) }
    let pattern: Pattern
    do {
      pattern = try Pattern(source, group: name)
    } catch {
      throw self.error("the regex does not compile: \(error)")
    }
    if let group, pattern.group == 0 { throw group.error("the regex has no group of this name") }
    return pattern
  }
}
