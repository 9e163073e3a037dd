package import Bytes
import Captures
import Detecting
import Vocabulary
internal import Zstd

/// A partial result of an audit: the sums of some of the captures, without any value that a rule found, to be merged with the results
/// of the others.
///
///     magic │ basis │ sums, compressed │ SHA-256 of all before
package struct AuditPart: Sendable {
  /// What parts must have in common so that their sums can be added.
  package struct Basis: Equatable, Sendable {
    /// The version of telltale. Other versions cannot read its sums.
    package var version = telltaleVersion
    /// The digests of rules and destinations, of the policy, of the manifest, and of the tracking plan.
    package var rules: String
    package var policy: String?
    package var manifest: String?
    package var plan: String?
    /// The hosts that were given as the app's own.
    package var firstParty: [String]
    package var isOptedOut: Bool
    /// A digest of the people to search for, except those of the policy and of the captures.
    package var known: String?
    /// How many examples each finding has.
    package var examples: Int
    /// A digest of the key for counting distinct values.
    package var key: String

    package init(
      rules: String, policy: String?, manifest: String?, plan: String? = nil, firstParty: [String], isOptedOut: Bool, known: String? = nil,
      examples: Int,
      key: SketchKey
    ) {
      self.rules = rules
      self.policy = policy
      self.manifest = manifest
      self.plan = plan
      self.firstParty = firstParty.sorted()
      self.isOptedOut = isOptedOut
      self.known = known
      self.examples = examples
      self.key = key.id
    }
  }

  /// The name of the file, for messages.
  package let file: String
  package let basis: Basis
  private let sums: [UInt8]

  private static let magic = CaptureSniffer.partialResult
  private static let digestLength = 32
  /// Sums are bounded by the number of kinds, so real ones are smaller.
  private static let maximumSize = 1 << 30

  init(file: String = "", basis: Basis, sums: [UInt8]) {
    self.file = file
    self.basis = basis
    self.sums = sums
  }

  /// Reads what ``bytes`` wrote.
  /// - Throws: ``PartError`` if it is not a partial result, is damaged, or is of another version.
  package init(_ bytes: [UInt8], file: String) throws(PartError) {
    guard bytes.starts(with: Self.magic) else { throw PartError(reason: "not a partial result: `telltale audit --partial` writes one") }
    let end = bytes.count - Self.digestLength
    guard end > Self.magic.count, Digest.sha256.of(Array(bytes[..<end])) == Array(bytes[end...]) else { throw .damaged }
    var reader = PartReader(Array(bytes[Self.magic.count..<end]))
    let version = try reader.text()
    guard version == telltaleVersion else {
      throw PartError(reason: "written by telltale \(Printable.line(version)), and this is \(telltaleVersion): write it again")
    }
    basis = try Basis(version: version, from: &reader)
    let packed = try reader.blob()
    guard reader.isAtEnd else { throw .damaged }
    let (sums, isWhole) = ZstdStream.decompress(packed.span, limit: Self.maximumSize)
    guard isWhole else { throw .damaged }
    self.sums = sums
    self.file = file
  }

  /// The content of the file.
  package var bytes: [UInt8] {
    var writer = PartWriter()
    writer.write(text: basis.version)
    basis.write(to: &writer)
    writer.write(blob: ZstdStream.compress(sums.span))
    let all = Self.magic + writer.bytes
    return all + Digest.sha256.of(all)
  }

  /// The sums before compression.
  var unpacked: [UInt8] { sums }

  /// Reads the sums.
  var reader: PartReader { PartReader(sums) }
}

extension AuditPart.Basis {
  fileprivate func write(to part: inout PartWriter) {
    part.write(rules, key)
    part.write(policy, manifest, plan, known)
    firstParty.write(to: &part)
    isOptedOut.write(to: &part)
    examples.write(to: &part)
  }

  fileprivate init(version: String, from part: inout PartReader) throws(PartError) {
    self.version = version
    (rules, key) = (try part.value(), try part.value())
    (policy, manifest) = (try part.value(), try part.value())
    (plan, known) = (try part.value(), try part.value())
    firstParty = try part.value()
    isOptedOut = try part.value()
    examples = try part.value()
  }

  /// The difference between two bases, in half a sentence; nil if there is none.
  package func difference(from other: Self) -> String? {
    if rules != other.rules { return "uses other rules" }
    if policy != other.policy { return "uses another policy" }
    if manifest != other.manifest { return "uses another manifest" }
    if plan != other.plan { return "uses another plan" }
    if firstParty != other.firstParty { return "takes other hosts for the app's own" }
    if isOptedOut != other.isOptedOut { return "differs in whether the customer opted out" }
    if known != other.known { return "searches for other people" }
    if examples != other.examples { return "has another number of examples" }
    if key != other.key { return "was written with another sketch key" }
    return nil
  }
}
