import ArgumentParser
import Auditing
import Knowledge

/// Options about a customer's choice and a manifest.
struct TermsOptions: ParsableArguments {
  @Option(help: ArgumentHelp("A Forge manifest. Traffic that it does not declare is a finding.", valueName: "file"))
  var manifest: String?

  @Flag(help: "Treat the captures as sessions of customers who opted out: any data sent to a third party is a finding.")
  var optedOut = false

  /// The manifest's file, from the option or the policy.
  func manifestFile(_ configuration: Audit.Configuration) -> String? {
    manifest ?? configuration.policy.manifest.map { PolicyFiles.path($0, beside: configuration.policy.file) }
  }

  /// Adds them to a configuration.
  func apply(to configuration: inout Audit.Configuration) throws {
    configuration.isOptedOut = optedOut
    guard let file = manifestFile(configuration) else { return }
    configuration.manifest = try RuleFiles.understood { try ManifestFile.manifest(RuleFiles.text(file), file: file) }
  }
}
