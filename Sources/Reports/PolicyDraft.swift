package import Auditing
import Bytes
import Knowledge
import Vocabulary

/// A first policy, with a comment for every setting.
package enum PolicyDraft {
  /// The text of a policy. If there is a capture, `report` supplies the app's hosts and the destinations.
  package static func text(from report: AuditReport?) -> String {
    let traffic = report?.traffic ?? []
    return [
      head, firstParty(traffic.filter { $0.party == .first }.map(\.id)), destinations(traffic.filter { $0.party == .third }), rest,
    ].joined(separator: "\n")
  }

  private static let head = """
    # What this app may send to whom. telltale uses this file in this folder and below.
    # `telltale policy check` checks it; `telltale schema policy` prints a JSON Schema for editors.

    """

  private static func firstParty(_ domains: [String]) -> String {
    """
    # What reports call the app.
    # app: Forms for Jira

    # First-party hosts; all hosts of their domains are first-party too.
    \(domains.isEmpty ? "# first_party: [app.example]" : "first_party: [\(domains.map(scalar).joined(separator: ", "))]")

    """
  }

  private static func destinations(_ traffic: [DestinationTraffic]) -> String {
    var text = """
      # Destinations that may receive data. Any other destination is then a finding. State the purpose: customers read it.
      # With a region (\(Region.allCases.map(\.rawValue).joined(separator: ", "))) data sent to a host in another region is a finding.

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
      let kind = traffic.category == "unknown" ? "unknown to telltale" : "\(Printable.line(traffic.name)), \(traffic.category)"
      text += "  - id: \(scalar(traffic.id))  # \(kind)\n"
      if !traffic.isDirect, let platform = traffic.through.first { text += "    through: \(scalar(platform))\n" }
      text += "    # purpose: why it receives data\n"
    }
    return text
  }

  private static let rest = """
    # Data sent on purpose and disclosed publicly. It is shown as disclosed and does not fail the gate.
    # disclosures:
    #   - field: properties.templateName
    #     event: Form Created
    #     reason: Names of our own templates, without customer content
    #     link: https://app.example/trust

    # Findings accepted for a time, by fingerprint or by rule and path. An expired waiver fails the gate.
    # waivers:
    #   - rule: page-title
    #     path: page.title
    #     reason: The router sets neutral titles from the next release on
    #     owner: platform team
    #     expires: 2027-01-31

    # Test users that sessions are recorded with. Their data must not reach third parties.
    # personas:
    #   - email: jane.roe@app.example
    #     name: Jane Roe

    # Severities of rules that you rate differently.
    # severity:
    #   issue-key: medium

    # Hosts that are not part of the app, such as a browser extension. The report says how much was ignored.
    # ignored_hosts: ['*.extension.example']

    # Who opted out: captures in which nothing may be sent to third parties, or customers and users by their IDs in events.
    # opt_out:
    #   captures: ['opted-out/*.har']
    #   groups: opted-out-groups.txt

    # What `telltale redact` keeps: fields by name, and random-looking values that only identify something.
    # redaction:
    #   keep: [properties.build]
    #   identifiers: ['acct-*']

    # The Forge manifest that the traffic must match.
    # manifest: manifest.yml

    # The tracking plan that events must match.
    # plan: tracking-plan.yaml

    # When the gate fails.
    gate:
      fail_on: high

    """

  /// A text as a YAML scalar: plain if it is a simple name, else in quotes.
  private static func scalar(_ text: String) -> String {
    let isPlain = text.unicodeScalars.allSatisfy { "a"..."z" ~= $0 || "0"..."9" ~= $0 || $0 == "." || $0 == "-" }
    let begins = text.unicodeScalars.first.map { "a"..."z" ~= $0 } ?? false
    return isPlain && begins ? text : "\"\(Printable.line(text).replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
  }
}
