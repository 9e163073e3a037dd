package import Vocabulary

/// What an app's makers decided: who may receive what, what was said publicly, what is accepted for a time, and when a gate fails.
///
/// It is kept in `telltale.yaml` beside the code (`Schemas/policy.schema.json` describes the file).
package struct Policy: Sendable {
  /// Someone who may receive data.
  package struct Destination: Equatable, Sendable {
    /// The id of a vendor, or the host of somebody who is not known; `*.` before it stands for all hosts below.
    package var id: String
    package var purpose: String?
    /// Where the data is meant to stay, as ``Region`` names it.
    package var region: Region?
    /// The host of somebody who is not known; nil for a vendor.
    package var host: HostPattern?
    /// The data platform that hands events on to it; nil for who receives them itself.
    package var through: String?
    /// Whether the app's makers run it themselves, so that what it receives has not left the app yet.
    package var isSelfHosted = false
    /// What was agreed with it.
    package var terms = Terms()
  }

  /// What was agreed with somebody who receives data, as a record of processing states it (GDPR Art. 28, 30, 46). Nil for what is not stated.
  package struct Terms: Equatable, Sendable {
    package enum Role: String, CaseIterable, Sendable {
      case processor, controller
      case jointController = "joint-controller"
    }

    package var role: Role?
    /// The contract, such as a DPA, by name or URL.
    package var contract: String?
    /// What a transfer out of the EEA rests on, such as `EU SCCs`.
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

  /// Something that is sent on purpose and publicly said to be.
  package struct Disclosure: Sendable {
    package var field: Glob
    package var event: Glob?
    package var destination: Glob?
    package var rule: String?
    package var reason: String
    package var link: String?
    package var line: Int
  }

  /// A finding that somebody accepted for a time.
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
    /// The last day it holds.
    package var expires: Day
    /// Whether that day was over when the policy was read.
    package var isOver: Bool
    package var line: Int
  }

  /// The file it was read from, as messages name it.
  package var file = ""
  package var firstParty: [String] = []
  /// Nil where the file does not list destinations: then anybody may receive data.
  package var destinations: [Destination]?
  package var disclosures: [Disclosure] = []
  package var waivers: [Waiver] = []
  package var personas: [Persona] = []
  /// Severities by rule that stand in for the rule's own.
  package var severities: [String: Severity] = [:]
  package var ignoredHosts: [HostPattern] = []
  package var optOut = OptOut()
  package var expected: [Expected] = []
  /// Fields that redaction lets stay, by their canonical or wire names.
  package var keptFields: [Glob] = []
  /// Random-looking values that identify something and open nothing, which redaction lets stay.
  package var identifiers: [Glob] = []
  /// What reports call the app.
  package var app: String?
  /// The path of the Forge manifest, from the folder of the policy.
  package var manifest: String?
  /// The paths of the tracking plan's files, from the folder of the policy.
  package var plan: [String] = []
  package var failOn: Severity?
  package var allowIncomplete: Bool?

  package init() {}
}
