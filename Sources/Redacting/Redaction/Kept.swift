package import Knowledge

/// What was kept on purpose in redacted captures, for the certificate and for the second reading.
package struct Kept: Sendable {
  /// A script, a style, a picture or a font of a host that serves everyone, which was not changed.
  package struct Asset: Sendable {
    package var record: Int
    package var host: String
    /// The SHA-256 of its text in the capture, in hex.
    package var digest: String
  }

  /// The maximum number of assets in the list; more are counted.
  private static let maximumAssets = 1_000

  /// How many random-looking strings were kept, by reason.
  package private(set) var places: [HarmlessPlaces.Reason: Int] = [:]
  package private(set) var assets: [Asset] = []
  package private(set) var assetCount = 0
  /// What the second reading must not report as left.
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
