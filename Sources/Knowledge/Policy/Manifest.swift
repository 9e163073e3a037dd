package import Vocabulary

/// The egress that a Forge app declares to Atlassian (`permissions.external` of `manifest.yml`,
/// https://developer.atlassian.com/platform/forge/manifest-reference/permissions/).
package struct Manifest: Sendable {
  /// A remote host that the app may contact.
  package struct Egress: Equatable, Sendable {
    package var host: HostPattern
    /// Whether it is declared for analytics alone (`category: analytics`).
    package var isAnalytics = false
    /// Whether end-user data may go there, which is the default of the manifest.
    package var inScopeEUD = true
    /// Whether the browser may contact it, not only the backend.
    package var isClient = true
  }

  package var egresses: [Egress] = []

  /// The entries for a lower-case host.
  package func egresses(to host: String) -> [Egress] { egresses.filter { $0.host.matches(host) } }
}

/// Reads the relevant parts of a Forge manifest, and ignores the rest.
package enum ManifestFile {
  package static func manifest(_ text: String, file: String) throws(ConfigurationError) -> Manifest {
    guard let document = try YAMLReader.document(text, file: file) else {
      throw ConfigurationError(file: file, line: 1, column: 1, message: "the manifest is empty")
    }
    return try manifest(document)
  }

  static func manifest(_ document: YAMLReader) throws(ConfigurationError) -> Manifest {
    let members = try document.members()
    guard members["app"] != nil || members["permissions"] != nil || members["modules"] != nil else {
      throw document.error("not a Forge manifest: it has neither `app` nor `modules` nor `permissions`")
    }
    var manifest = Manifest()
    let remotes = try remotes(members["remotes"])
    for (key, value) in try members["permissions"]?.members()["external"]?.orderedMembers() ?? [] {
      if key == "fetch" {
        for (side, urls) in try value.orderedMembers() {
          try add(urls, isClient: side == "client", remotes, to: &manifest)
        }
      } else {
        // Scripts, images, fonts, frames, styles, media: what the page loads.
        try add(value, isClient: true, remotes, to: &manifest)
      }
    }
    // The manifest does not say who contacts a backend that no permission names.
    for remote in remotes where !manifest.egresses.contains(where: { $0.host == remote.host }) {
      manifest.egresses.append(Manifest.Egress(host: remote.host))
    }
    return manifest
  }

  /// The hosts of the app's own backends with their keys, in the order of the file.
  private static func remotes(_ reader: YAMLReader?) throws(ConfigurationError) -> [(key: String, host: HostPattern)] {
    var hosts: [(key: String, host: HostPattern)] = []
    for element in try reader?.elements() ?? [] {
      let members = try element.members()
      guard let key = try members["key"]?.string(), let url = members["baseUrl"] else { continue }
      // There may be a URL for each region instead of one for all.
      let urls = try url.isMapping ? url.orderedMembers().map(\.value) : [url]
      for url in urls { hosts.append((key, try host(url))) }
    }
    return hosts
  }

  private static func add(
    _ reader: YAMLReader, isClient: Bool, _ remotes: [(key: String, host: HostPattern)], to manifest: inout Manifest
  ) throws(ConfigurationError) {
    for element in try reader.elements() {
      guard element.isMapping else {
        manifest.egresses.append(Manifest.Egress(host: try host(element), isClient: isClient))
        continue
      }
      let members = try element.members()
      if let key = try members["remote"]?.string() {
        for remote in remotes where remote.key == key { manifest.egresses.append(Manifest.Egress(host: remote.host, isClient: isClient)) }
      }
      guard let url = members["address"] else { continue }
      manifest.egresses.append(
        Manifest.Egress(
          host: try host(url), isAnalytics: try members["category"]?.string() == "analytics",
          inScopeEUD: try members["inScopeEUD"]?.boolean() ?? true, isClient: isClient))
    }
  }

  private static func host(_ reader: YAMLReader) throws(ConfigurationError) -> HostPattern {
    guard let host = HostPattern(try reader.string()) else {
      throw reader.error("expected a URL or host, such as https://api.example.com or *.example.com")
    }
    return host
  }
}
