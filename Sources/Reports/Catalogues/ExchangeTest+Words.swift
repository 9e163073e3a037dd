import Knowledge

extension Rule.ExchangeTest {
  /// What a rule with this test examines and what it needs, in sentences.
  var words: String {
    switch self {
    case .plainHTTP: "Requests without TLS (`http:`)."
    case .unlistedDestination: "Requests that send data to an unknown host of a third party."
    case .undeclaredDestination: "Requests to a destination that the policy does not list. Needs `destinations` in the policy."
    case .wrongRegion: "Requests to a host outside the region that the policy states. Needs `destinations` in the policy."
    case .optedOutEvent: "Requests that send data. Needs a capture of a customer who opted out (`--opted-out`)."
    case .optedOutLoad: "Requests that load a destination's code. Needs a capture of a customer who opted out (`--opted-out`)."
    case .optedOutCustomer: "Events of users and groups that opted out. Needs `opt_out` in the policy."
    case .undeclaredOnward: "Tools behind a data platform that the policy does not list. Needs `destinations` in the policy."
    case .onwardUnsaid: "Requests to a self-hosted platform. Needs a policy that does not list the tools behind it (`through`)."
    case .varyingNames: "The number of different event names that a destination received."
    case .connection: "Requests from the browser. The IP address is part of every connection."
    case .undeclaredEgress: "Requests to a host that the Forge manifest does not declare. Needs `--manifest`."
    case .endUserData: "Data sent to a host that the Forge manifest declares without end-user data. Needs `--manifest`."
    case .notAnalytics: "Requests to a host that the Forge manifest declares for analytics only. Needs `--manifest`."
    case .backendOnly: "Requests from the browser to a host that the Forge manifest declares for the backend only. Needs `--manifest`."
    case .undeclaredThirdParty: "Requests to a third party that the Marketplace answers do not name. Needs `--privacy-and-security`."
    case .undeclaredSubProcessor: "Requests to a third party that the list of sub-processors does not name. Needs `--sub-processors`."
    case .sharingDenied: "End-user data sent to a third party. Needs Marketplace answers that deny it (`--privacy-and-security`)."
    case .transferDenied: "End-user data sent outside the EEA. Needs Marketplace answers that deny it (`--privacy-and-security`)."
    case .logSharingDenied:
      "Logs with end-user data sent to a third party. Needs Marketplace answers that deny it (`--privacy-and-security`)."
    case .undeclaredCountry: "Data sent to a region without a declared country. Needs `--privacy-and-security` or `--sub-processors`."
    case .signalRefused: "Data sent after a consent signal that refuses it."
    case .signalLate: "Data sent before the first consent signal of the capture."
    case .gpcIgnored: "Data sent after Global Privacy Control or another opt-out of sale and sharing."
    case .messagingAfterRefusal: "Requests to a messenger after a consent signal that refuses it."
    case .dntIgnored: "Data of identified people in requests with `DNT: 1`."
    }
  }
}
