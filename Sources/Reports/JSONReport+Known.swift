import Auditing
import Bytes
import Knowledge
import Known

/// Known people and texts, and the claims of tokens.
extension JSONReport {
  static func write(_ learned: Learned, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("people")
      writer.array(learned.facts) { writer, fact in
        writer.object { writer in
          writer.member("fact", fact.fact.rawValue)
          writer.member("count", fact.values.number)
          writer.key("examples")
          writer.array(fact.examples) { write($1.origin, what: $1.excerpt, &$0) }
        }
      }
      writer.member("texts", learned.texts)
      writer.member("proved", learned.proved)
      writer.member("cleared", learned.cleared)
      writer.member("complete", !learned.isFull && !learned.hasForgotten)
    }
  }

  static func write(_ token: TokenFacts, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("kind", token.kind.rawValue)
      writer.member("algorithm", token.algorithm)
      writer.member("unsigned", token.isUnsigned)
      writer.member("issuer", token.issuer)
      writer.member("expires", token.expires)
      if let secondsLeft = token.secondsLeft { writer.member("secondsLeft", secondsLeft) }
      writer.member("claims", token.claims)
    }
  }

  /// Where something was learned.
  static func write(_ origin: Origin, what: String, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("what", what)
      writer.member("way", origin.way.rawValue)
      guard origin.way != .given else { return }
      writer.member("capture", origin.capture)
      writer.member("record", origin.record)
      writer.member("field", origin.field)
    }
  }
}
