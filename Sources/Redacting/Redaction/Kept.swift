package import Knowledge

/// What stayed on purpose in redacted captures, for the certificate and for the second reading.
package struct Kept: Sendable {
  /// A script, a style, a picture or a font of a host that serves everybody, which stayed as it was.
  package struct Asset: Sendable {
    package var record: Int
    package var host: String
    /// The SHA-256 of its text in the capture, in hex digits.
    package var digest: String
  }

  /// More are counted and not listed.
  private static let maximumAssets = 1_000

  /// How often random-looking strings stayed, by the reason.
  package private(set) var places: [HarmlessPlaces.Reason: Int] = [:]
  package private(set) var assets: [Asset] = []
  package private(set) var assetCount = 0
  /// What the second reading must not take for something left.
  private(set) var exceptions = SecondReading.Exceptions()

  init() {}

  mutating func note(_ outcome: Redactor.Outcome, record: Int) {
    for (reason, value) in outcome.spared {
      places[reason, default: 0] += 1
      exceptions.spare(value)
    }
    if outcome.keptFields > 0 { places[.field, default: 0] += outcome.keptFields }
    exceptions.values.formUnion(outcome.keptValues)
    guard let asset = outcome.keptAsset else { return }
    assetCount += 1
    if assets.count < Self.maximumAssets { assets.append(Asset(record: record, host: asset.host, digest: asset.digest)) }
    exceptions.keep(asset: asset.digest)
  }
}
