import Auditing
import Bytes
import Knowledge
import Payloads
import Vocabulary

extension SARIFReport {
  func writeResult(_ finding: Finding, _ writer: inout JSONWriter) {
    let key = Descriptor.Key(rule: finding.rule.id, severity: finding.severity)
    writer.object { writer in
      if let number = descriptorNumbers[key] {
        writer.member("ruleId", descriptors[number].id)
        writer.member("ruleIndex", number)
      }
      writer.member("level", Self.level(finding.severity))
      Self.message(finding.disposition.isOpen ? finding.messageWithStanding : finding.message, &writer)
      writer.member("locations", array: finding.occurrences.prefix(1)) { writeLocation($1, &$0) }
      writer.member("relatedLocations", array: relatedPlaces(of: finding).enumerated()) { writer, numbered in
        writeLocation(numbered.element.place, id: numbered.offset + 1, saying: numbered.element.message, &writer)
      }
      writer.member("occurrenceCount", finding.count)
      writer.member("partialFingerprints") { writer in
        // GitHub identifies an alert by this fingerprint, with the path and the rule. It does not change when the capture is
        // recorded again.
        writer.member("primaryLocationLineHash", finding.fingerprint + ":1")
        writer.member("telltale/v1", finding.fingerprint)
      }
      writeSuppressions(finding.disposition, &writer)
      writer.member("baselineState", baselineState(finding))
      writer.member("properties") { writer in
        writer.member("severity", finding.severity.name)
        writer.member("confidence", finding.confidence.rawValue)
        writer.member("destination", Printable.line(finding.destination))
        writer.member("party", finding.party.rawValue)
        writer.member("event", finding.event.map(Printable.line))
        writer.member("field", Printable.line(finding.field))
        writer.member("status", finding.disposition.name)
        writer.member("cause", causes[finding.fingerprint]?.id)
        if !finding.controls.isEmpty { writer.member("controls", finding.controls.map { Printable.line($0.advice) }) }
      }
    }
  }

  // MARK: Places

  /// The source of a leak if that is another finding, and the further places of this one.
  private func relatedPlaces(of finding: Finding) -> [(place: Finding.Occurrence, message: String)] {
    var places: [(place: Finding.Occurrence, message: String)] = []
    if let lead = causes[finding.fingerprint]?.lead, lead.fingerprint != finding.fingerprint, let source = lead.occurrences.first {
      places.append((source, "It comes from here: \(lead.message)"))
    }
    // One place is the result's own.
    return places + finding.occurrences.dropFirst().prefix(Self.maximumPlaces - 1 - places.count).map { ($0, "Here, too") }
  }

  private func writeLocation(_ place: Finding.Occurrence, id: Int? = nil, saying message: String? = nil, _ writer: inout JSONWriter) {
    writer.object { writer in
      if let id { writer.member("id", id) }
      writer.member("physicalLocation") { writer in
        writeArtifactLocation(place.capture, &writer)
        writer.member("region") { writeRegion(place, &$0) }
      }
      if !place.path.isEmpty {
        writer.member("logicalLocations", array: CollectionOfOne(place)) { writer, place in
          writer.object { writer in
            writer.member("name", Printable.line(place.field, limit: 1_000))
            writer.member("fullyQualifiedName", Printable.line(place.path, limit: 1_000))
            writer.member("kind", "value")
          }
        }
      }
      if let message { Self.message(message, &writer) }
    }
  }

  /// The line, and the byte range of the string with the value. There is no column, because SARIF counts characters and telltale
  /// bytes. A value in an attached file has no range in the capture.
  private func writeRegion(_ place: Finding.Occurrence, _ writer: inout JSONWriter) {
    writer.member("startLine", place.line)
    guard !place.layers.contains(Layer.Kind.file.name) else { return }
    writer.member("byteOffset", place.start)
    writer.member("byteLength", place.end - place.start)
  }

  func writeArtifactLocation(_ path: String, _ writer: inout JSONWriter) {
    writer.member("artifactLocation") { writer in
      let uri = CaptureURI.uri(of: path)
      writer.member("uri", uri)
      if let number = artifactNumbers[uri] { writer.member("index", number) }
    }
  }

  // MARK: What the gate does not mind

  /// An empty list says that a result is not suppressed. That includes an expired waiver, which the message mentions: readers that
  /// ignore the status of a suppression would hide the result.
  private func writeSuppressions(_ disposition: Disposition, _ writer: inout JSONWriter) {
    writer.member("suppressions", array: disposition.isOpen ? [] : [disposition]) { writer, disposition in
      writer.object { writer in
        writer.member("kind", "external")
        writer.member("status", "accepted")
        writer.member("justification", disposition.explanation.map(Printable.line))
      }
    }
  }

  /// Only with a baseline. It does not contain findings that were disclosed or waived when it was written, so whether these are new
  /// is unknown.
  private func baselineState(_ finding: Finding) -> String? {
    guard let baseline = report.baseline else { return nil }
    if baseline.holds(finding.fingerprint) { return "unchanged" }
    return finding.disposition == .open ? "new" : nil
  }
}
