import Bytes
import Knowledge
package import Redacting
import Vocabulary

/// What a redaction removed, and the files that it read and wrote, as evidence for others (`Schemas/certificate.schema.json`).
package struct RedactionCertificate {
  private static let schemaVersion = 2

  private let result: RedactionResult
  private let configuration: Redaction.Configuration
  private let rules: String

  /// `rules` is the digest of the rules that were used.
  package init(_ result: RedactionResult, _ configuration: Redaction.Configuration, rules: String) {
    self.result = result
    self.configuration = configuration
    self.rules = rules
  }

  var json: String {
    var writer = JSONWriter()
    writer.object { writer in
      writer.head(schemaVersion: Self.schemaVersion)
      writer.member("rules") { $0.member("sha256", rules) }
      writer.member("lookedFor", RedactionResult.lookedFor)
      writer.member("lookedInto", RedactionResult.lookedInto)
      writer.member("notDecoded", RedactionResult.notDecoded)
      writer.member("keptClasses", configuration.choice.kept.sorted())
      writer.member("keptFields", configuration.choice.fields.map(\.description))
      writer.member("keptIdentifiers", configuration.choice.identifiers.map(\.description))
      writer.member("strict", configuration.choice.isStrict)
      writer.member("bodiesDropped", configuration.choice.dropsBodies)
      if let only = configuration.choice.only { writer.member("onlyClasses", only.sorted()) }
      writer.member("extraValues", configuration.extraValues.count)
      writer.member("pseudonyms", configuration.pseudonyms != nil)
      writer.member("captures", array: result.captures, capture)
      writer.member("removed", array: result.totals) { writer, total in
        writer.object {
          $0.member("category", total.category.rawValue)
          $0.member("kind", total.kind.rawValue)
          $0.member("values", total.values)
          $0.member("places", total.places)
        }
      }
      writer.member("kept", kept)
      writer.member("checks") {
        $0.member("auditFindings", 0)
        $0.member("secondReading", 0)
      }
    }
    return writer.text + "\n"
  }

  /// What was kept on purpose, and why.
  private func kept(_ writer: inout JSONWriter) {
    let reasons = HarmlessPlaces.Reason.allCases.filter { result.kept.places[$0] != nil }
    writer.member("places", array: reasons) { writer, reason in
      writer.object {
        $0.member("reason", reason.rawValue)
        $0.member("places", result.kept.places[reason] ?? 0)
      }
    }
    writer.member("assetBodies", result.kept.assetCount)
    writer.member("assets", array: result.kept.assets) { writer, asset in
      writer.object {
        $0.member("record", asset.record)
        $0.member("host", asset.host)
        $0.member("sha256", asset.digest)
      }
    }
  }

  private func capture(_ writer: inout JSONWriter, _ capture: RedactionResult.Capture) {
    writer.object { writer in
      writer.member("records", capture.records)
      writer.member("unexaminedTextsRemoved", capture.unexamined)
      writer.member("entriesLeftOut", capture.leftOut)
      writer.member("input") {
        $0.member("path", capture.input)
        $0.member("sha256", capture.inputDigest)
      }
      writer.member("output") {
        $0.member("path", capture.output)
        $0.member("sha256", capture.outputDigest)
      }
    }
  }
}
