import Auditing
import Captures
import Detecting
import Knowledge
import Redacting
import SystemPackage

extension CaptureOptions {
  /// What may be published about captures: their audit, and a redacted sample of each event at each third party.
  func bundle(
    of paths: [String], _ report: AuditReport, _ configuration: Audit.Configuration, _ book: RuleBook
  ) throws -> TrustCenterBundle {
    var redaction = Redaction.Configuration(paths: paths)
    redaction.choice = RedactionChoice(configuration.policy)
    let (samples, refusals) = try Self.metered {
      try PublishedSamples.of(redaction, book: book, firstParty: report.firstParty, from: FileStore(), progress: $0)
    }
    var sources: [TrustCenterBundle.Source] = []
    for path in paths {
      let name = FilePath(text: path).name
      let captures = report.captures.filter { EntryName.isPath($0.path, of: path) }
      guard let digest = captures.first?.digest else { continue }
      sources.append(
        TrustCenterBundle.Source(
          name: name, digest: digest, records: captures.reduce(0) { $0 + $1.records }, origin: captures.count == 1 ? captures[0].origin : ""
        ))
    }
    return TrustCenterBundle(
      report, samples: samples, policy: configuration.policy, sources: sources, refusals: refusals,
      evidence: try sessionOptions.evidence(configuration))
  }
}
