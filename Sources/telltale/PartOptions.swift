import ArgumentParser
import Auditing
import Bytes
import Captures
import Detecting
import FoundationEssentials
import Knowledge
import Plans

/// Options for audits whose results are merged.
struct PartOptions: ParsableArguments {
  @Option(
    name: .customLong("sketch-key"),
    help: ArgumentHelp(
      "A file with a secret of at least 16 bytes, the same for all parts: the key for counting distinct values. Protect it like the captures.",
      valueName: "file"))
  var sketchKey: String?

  /// A shorter secret could be found by brute force.
  private static let leastBytes = 16

  /// The key in the file; nil if no file is given.
  func key() throws -> SketchKey? {
    guard let sketchKey else { return nil }
    let secret = try RuleFiles.bytes(of: sketchKey)
    guard secret.count >= Self.leastBytes else {
      throw Failure("\(sketchKey): a key of \(secret.count) bytes is too short; `head -c 32 /dev/urandom` makes one", code: 64)
    }
    return SketchKey(secret: secret)
  }

  /// The basis of a partial result.
  static func basis(
    _ configuration: Audit.Configuration, _ session: SessionOptions, manifest: String?, key: SketchKey
  ) throws -> AuditPart.Basis {
    guard let examples = configuration.examples else {
      throw Failure("--examples all cannot go into a partial result: give a number", code: 64)
    }
    return AuditPart.Basis(
      rules: try RuleFiles.digest(adding: session.rules), policy: try digest(configuration.policy.file),
      manifest: try digest(manifest ?? ""), plan: configuration.plan?.digest,
      firstParty: configuration.firstParty, isOptedOut: configuration.isOptedOut, known: try known(session),
      examples: examples, key: key)
  }

  /// A digest of the people and texts to search for; nil if there are none.
  private static func known(_ session: SessionOptions) throws -> String? {
    guard !session.persona.isEmpty || !session.learnFrom.isEmpty else { return nil }
    let captures = try CapturePaths.expand(session.learnFrom).map { try FileDigest.of($0) }
    return Digest.hex(Digest.sha256.of(Array((session.persona + captures).joined(separator: "\n").utf8)))
  }

  private static func digest(_ file: String) throws -> String? { file.isEmpty ? nil : try FileDigest.of(file) }
}
