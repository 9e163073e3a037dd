package import Vocabulary

/// The decisions of an app's provider: who may receive what, what was disclosed publicly, what is accepted for a time, and when a
/// gate fails.
///
/// It is in `telltale.yaml` next to the code (`Schemas/policy.schema.json` describes the file).
package struct Policy: Sendable {
  /// A destination that may receive data.
  package struct Destination: Equatable, Sendable {
    /// The ID of a vendor, or an unknown host; `*.` before it means all hosts below.
    package var id: String
    package var purpose: String?
    /// Where the data must stay, as ``Region`` names it.
    package var region: Region?
    /// An unknown host; nil for a vendor.
    package var host: HostPattern?
    /// The data platform that forwards events to it; nil if it receives them directly.
    package var through: String?
    /// Whether the app's provider runs it, so that what it receives has not left the app yet.
    package var isSelfHosted = false
    /// What was agreed with it.
    package var terms = Terms()
  }

  /// The terms with a destination, as in a record of processing (GDPR Art. 28, 30, 46). Nil for what is not stated.
  package struct Terms: Equatable, Sendable {
    package enum Role: String, CaseIterable, Sendable {
      case processor, controller
      case jointController = "joint-controller"
    }

    package var role: Role?
    /// The contract, such as a DPA, by name or URL.
    package var contract: String?
    /// The legal basis of a transfer out of the EEA, such as `EU SCCs`.
    package var transfer: String?
    /// How long data is kept.
    package var retention: String?
    /// What protects it: encryption, pseudonyms, a proxy.
    package var safeguards: [String] = []

    package init(role: Role? = nil, contract: String? = nil, transfer: String? = nil, retention: String? = nil, safeguards: [String] = []) {
      self.role = role
      self.contract = contract
      self.transfer = transfer
      self.retention = retention
      self.safeguards = safeguards
    }
  }

  /// Something that is sent on purpose and publicly disclosed.
  package struct Disclosure: Sendable {
    package var field: Glob
    package var event: Glob?
    package var destination: Glob?
    package var rule: String?
    package var reason: String
    package var link: String?
    package var line: Int
  }

  /// A finding that is accepted for a time.
  package struct Waiver: Sendable {
    package enum Subject: Sendable {
      case fingerprint(String)
      /// A rule in a field: `path` is the field as reports name it.
      case rule(String, path: Glob)
    }

    package var subject: Subject
    package var event: Glob?
    package var destination: Glob?
    package var reason: String
    package var owner: String?
    /// The last day on which it is valid.
    package var expires: Day
    /// Whether it had expired when the policy was read.
    package var isOver: Bool
    package var line: Int
  }

  /// The path of the file, as messages name it.
  package var file = ""
  package var firstParty: [String] = []
  /// Nil if the file does not list destinations: then anyone may receive data.
  package var destinations: [Destination]?
  package var disclosures: [Disclosure] = []
  package var waivers: [Waiver] = []
  package var personas: [Persona] = []
  /// Severities by rule that replace the rule's own.
  package var severities: [String: Severity] = [:]
  package var ignoredHosts: [HostPattern] = []
  package var optOut = OptOut()
  package var expected: [Expected] = []
  /// Fields that redaction keeps, by their canonical or wire names.
  package var keptFields: [Glob] = []
  /// Random-looking identifiers that grant no access, which redaction keeps.
  package var identifiers: [Glob] = []
  /// The name of the app in reports.
  package var app: String?
  /// The path of the Forge manifest, relative to the policy's folder.
  package var manifest: String?
  /// The paths of the tracking plan's files, relative to the policy's folder.
  package var plan: [String] = []
  package var failOn: Severity?
  package var allowIncomplete: Bool?

  package init() {}
}
