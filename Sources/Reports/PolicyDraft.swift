package import Auditing
import Bytes
import Knowledge
import Vocabulary

/// A first policy, with a comment for everything that can be said in one.
package enum PolicyDraft {
  /// The text of a policy; `report` tells whom the app is and who received data, where there is a capture to tell it from.
  package static func text(from report: AuditReport?) -> String {
    let traffic = report?.traffic ?? []
    return [
      head, firstParty(traffic.filter { $0.party == .first }.map(\.id)), destinations(traffic.filter { $0.party == .third }), rest,
    ].joined(separator: "\n")
  }

  private static let head = """
    # What this app may tell whom. telltale goes by it wherever it runs in this folder or below.
    # `telltale policy check` says whether it is understood; `telltale schema policy` prints what editors complete it by.

    """

  private static func firstParty(_ domains: [String]) -> String {
    """
    # Hosts of the app itself; all hosts of their domains are the app's too.
    \(domains.isEmpty ? "# first_party: [app.example]" : "first_party: [\(domains.map(scalar).joined(separator: ", "))]")

    """
  }

  private static func destinations(_ traffic: [DestinationTraffic]) -> String {
    var text = """
      # Who may receive data. Once there is a list, whoever else receives some is a finding. Say what for: customers read it.
      # With a region (\(Region.allCases.map(\.rawValue).joined(separator: ", "))) data sent to hosts of another one is a finding.

      """
    guard !traffic.isEmpty else {
      return text + """
        # destinations:
        #   - id: segment
        #     purpose: How features are used, by account ID
        #     region: eu

        """
    }
    text += "destinations:\n"
    for traffic in traffic {
      let kind = traffic.category == "unknown" ? "not known to telltale" : "\(Printable.line(traffic.name)), \(traffic.category)"
      text += "  - id: \(scalar(traffic.id))  # \(kind)\n"
      if !traffic.isDirect, let platform = traffic.through.first { text += "    through: \(scalar(platform))\n" }
      text += "    # purpose: what it receives data for\n"
    }
    return text
  }

  private static let rest = """
    # What is sent on purpose and publicly said to be: it is shown as disclosed and does not fail.
    # disclosures:
    #   - field: properties.templateName
    #     event: Form Created
    #     reason: Names of our own templates, which hold nothing of customers
    #     link: https://app.example/trust

    # What is accepted for a time, by the fingerprint of a report or by rule and path. When the day is over it fails.
    # waivers:
    #   - rule: page-title
    #     path: page.title
    #     reason: The router sets neutral titles from the next release on
    #     owner: platform team
    #     expires: 2027-01-31

    # The made-up people that sessions are recorded as: what is known of them must reach nobody.
    # personas:
    #   - email: jane.roe@app.example
    #     name: Jane Roe

    # What findings of a rule are worth, where you see it another way.
    # severity:
    #   issue-key: medium

    # Hosts whose traffic is none of the app's (a browser extension, say). The report says how much was passed over.
    # ignored_hosts: ['*.extension.example']

    # Who opted out: captures in which nobody may be told anything, or customers and people by their IDs in events.
    # opt_out:
    #   captures: ['opted-out/*.har']
    #   groups: opted-out-groups.txt

    # What `telltale redact` lets stay: fields by their names, and values that look random but only identify something.
    # redaction:
    #   keep: [properties.build]
    #   identifiers: ['acct-*']

    # The Forge manifest, which the traffic must match.
    # manifest: manifest.yml

    # When a run fails.
    gate:
      fail_on: high

    """

  /// A text as YAML reads it for itself: as it is where it is a plain name, else between quotes.
  private static func scalar(_ text: String) -> String {
    let isPlain = text.unicodeScalars.allSatisfy { "a"..."z" ~= $0 || "0"..."9" ~= $0 || $0 == "." || $0 == "-" }
    let begins = text.unicodeScalars.first.map { "a"..."z" ~= $0 } ?? false
    return isPlain && begins ? text : "\"\(Printable.line(text).replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
  }
}
