package import Vocabulary

/// The destination of one record.
package struct RecordDestination: Sendable, Equatable {
  /// How its party is determined.
  package enum Standing: Sendable, Equatable {
    /// A vendor recognised by its host.
    case vendor
    /// A vendor recognised by shape, at this registrable domain. What it receives leaves the app, even if the domain is the app's
    /// own: a proxy hides the client, and nothing of what was sent.
    case collector(String)
    /// A vendor's software that the app's provider runs itself, according to the policy: what it receives has not left the app yet.
    case ownInstance
    /// Atlassian.
    case platform
    /// An unknown host at this registrable domain: the app's own or a third party, which ``Parties`` decides.
    case domain(String)
  }

  /// The number of the destination in the ``DestinationBook``; nil if it is not known.
  package var destination: Int?
  package var standing: Standing
  /// The host in lower case; empty in an event log.
  package var host: String
  /// The keys of what it received inside a log's own object; empty if it is the whole record.
  package var wrapper: [String] = []

  package init(destination: Int?, standing: Standing, host: String, wrapper: [String] = []) {
    self.destination = destination
    self.standing = standing
    self.host = host
    self.wrapper = wrapper
  }

  /// Whether a server of the app's own is between the browser and the vendor: at its domain, or at a function or gateway in a
  /// cloud.
  package func isProxied(firstParty: Set<String>) -> Bool {
    if case .collector(let domain) = standing { firstParty.contains(domain) || Self.isSharedHosting(host) } else { false }
  }

  /// The suffixes of hosts of functions and gateways that clouds run for their customers: AWS Lambda, Azure Functions and API
  /// Management, Google Cloud Run, Functions and API Gateway, Cloudflare Workers, Vercel, Netlify, Deno Deploy, Fly.
  private static let rentedHosts = [
    ".on.aws", ".azurewebsites.net", ".azure-api.net", ".run.app", ".cloudfunctions.net", ".gateway.dev", ".workers.dev", ".vercel.app",
    ".netlify.app", ".deno.dev", ".fly.dev",
  ]

  /// AWS puts `execute-api` before the region.
  private static func isSharedHosting(_ host: String) -> Bool {
    rentedHosts.contains { host.hasSuffix($0) } || host.hasSuffix(".amazonaws.com") && host.contains(".execute-api.")
  }

  /// The party, once the app's own domains are known.
  package func party(firstParty: Set<String>) -> Party {
    switch standing {
    case .vendor, .collector: .third
    case .ownInstance: .first
    case .platform: .platform
    case .domain(let domain): firstParty.contains(domain) ? .first : .third
    }
  }
}
