import Bytes
package import Vocabulary

/// Reads declarations: answers from the Marketplace's REST API, and lists of sub-processors.
package enum DeclarationFile {
  /// The answers in `text`: the body of `GET /rest/2/addons/{addonKey}/privacy-and-security`, or its `appTrustInformation`
  /// (https://developer.atlassian.com/platform/marketplace/rest/v2/api-group-privacy-and-security/).
  package static func answers(_ text: String, file: String) throws(ConfigurationError) -> Declaration {
    // JSON is YAML, and the YAML reader knows positions.
    guard let document = try YAMLReader.document(text, file: file) else {
      throw ConfigurationError(file: file, line: 1, column: 1, message: "the answers are empty")
    }
    return try answers(document)
  }

  static func answers(_ document: YAMLReader) throws(ConfigurationError) -> Declaration {
    var members = try document.members()
    if let inner = members["appTrustInformation"] { members = try inner.members() }
    guard !sections.isDisjoint(with: members.keys) else {
      throw document.error("not the Privacy and Security answers: none of \(sections.sorted().joined(separator: ", "))")
    }
    var declaration = Declaration(kind: .marketplace, file: document.file)
    let storage = try members["dataAccessAndStorage"]?.members() ?? [:]
    let sharing = try members["thirdPartyInformation"]?.members() ?? [:]
    let logs = try members["logDetails"]?.members() ?? [:]
    declaration.sharesEndUserData = try boolean(sharing["isEndUserDataShared"])
    // Data that is not processed outside Atlassian reaches no third party.
    if try boolean(storage["appProcessEUDOutsideAtlassian"]) == false { declaration.sharesEndUserData = false }
    declaration.sharesLogs = try boolean(logs["logEUDShareWithThirdParty"])
    if try boolean(logs["logEndUserData"]) == false { declaration.sharesLogs = false }
    declaration.leavesEEA = try boolean(
      members["gdpr"]?.members()["dataTransfer"]?.members()["isEndUserDataTransferredOutsideEEA"])
    if let list = sharing["thirdPartyDetails"], !list.isNull {
      var parties: [Declaration.ThirdParty] = []
      for element in try list.elements() {
        let details = try element.members()
        let name = try element.required("name", in: details, of: "a third party")
        parties.append(
          Declaration.ThirdParty(
            name: try name.string(), link: try text(details["link"]), purpose: try text(details["purpose"]),
            countries: try details["thirdPartyCountries"].map { list throws(ConfigurationError) in try list.isNull ? [] : list.strings() }
              ?? []
          ))
      }
      declaration.thirdParties = parties
    }
    return declaration
  }

  private static let sections: Set = [
    "dataAccessAndStorage", "thirdPartyInformation", "logDetails", "dataResidency", "dataRetention", "security", "privacy", "gdpr", "ccpa",
  ]

  /// Nil if the question is not answered.
  private static func boolean(_ reader: YAMLReader?) throws(ConfigurationError) -> Bool? {
    guard let reader, !reader.isNull else { return nil }
    return try reader.boolean()
  }

  private static func text(_ reader: YAMLReader?) throws(ConfigurationError) -> String? {
    guard let reader, !reader.isNull else { return nil }
    return try reader.string()
  }
}

extension YAMLReader {
  /// Whether it is null.
  var isNull: Bool { ["null", "~", ""].contains(node.text) }
}
