import Bytes

/// Where the schemas of a document with names are: `$id`, `$anchor` and `$dynamicAnchor`.
struct ResourceIndex {
  /// The URI of a document without an `$id`.
  private static let root = "telltale:/document"

  /// The URI and the pointer of each schema resource; the first is the document itself.
  private var resources: [(uri: String, pointer: String)] = [(root, "")]
  /// Pointers by URI and name.
  private var anchors: [String: String] = [:]
  private(set) var dynamicAnchors: [(name: String, pointer: String, resource: Int)] = []

  init(_ document: JSONValue, _ draft: JSONSchema.Draft) {
    collect(document, "", 0, draft, isSchema: true)
  }

  private mutating func collect(_ value: JSONValue, _ pointer: String, _ resource: Int, _ draft: JSONSchema.Draft, isSchema: Bool) {
    var resource = resource
    if isSchema, value.isObject, draft == .current || value["$ref"] == nil {
      let name = (value["$id"] ?? (draft == .seven ? value["id"] : nil))?.text
      if let name, !name.hasPrefix("#"), !name.isEmpty {
        let uri = Self.resolve(name.hasSuffix("#") ? String(name.dropLast()) : name, against: resources[resource].uri)
        if pointer.isEmpty {
          resources[0].uri = uri
        } else {
          resources.append((uri, pointer))
          resource = resources.count - 1
        }
      } else if let name, draft == .seven, name.count > 1 {
        anchors["\(resources[resource].uri)\(name)"] = pointer
      }
      for key in ["$anchor", "$dynamicAnchor"] where draft == .current {
        guard let name = value[key]?.text else { continue }
        anchors["\(resources[resource].uri)#\(name)"] = pointer
        if key == "$dynamicAnchor" { dynamicAnchors.append((name, pointer, resource)) }
      }
    }
    for member in value.members {
      // Values are not schemas, whatever the names of their members.
      if isSchema, ["enum", "const", "default", "examples"].contains(member.key) { continue }
      let holdsSchemas =
        !isSchema
        || !["properties", "patternProperties", "$defs", "definitions", "dependentSchemas", "dependencies"].contains(member.key)
      collect(member.value, pointer + JSONValue.step(member.key), resource, draft, isSchema: holdsSchemas)
    }
    for (at, element) in value.elements.enumerated() { collect(element, "\(pointer)/\(at)", resource, draft, isSchema: true) }
  }

  /// The number of the resource that a pointer belongs to.
  func resource(at pointer: String) -> Int {
    resources.indices.filter { at in
      let root = resources[at].pointer
      return root.isEmpty || pointer == root || pointer.hasPrefix(root + "/")
    }.max { resources[$0].pointer.utf8.count < resources[$1].pointer.utf8.count } ?? 0
  }

  /// The pointer that a reference leads to; nil if it leads out of the document.
  func target(of reference: String, from pointer: String) -> String? {
    let uri = Self.resolve(reference, against: resources[resource(at: pointer)].uri)
    let hash = uri.firstIndex(of: "#") ?? uri.endIndex
    let (base, fragment) = (String(uri[..<hash]), String(uri[hash...].dropFirst()))
    if !fragment.isEmpty, !fragment.hasPrefix("/") { return anchors["\(base)#\(fragment)"] }
    guard let root = resources.first(where: { $0.uri == base })?.pointer else { return nil }
    return root + String(decoding: Percent.decoded(Array(fragment.utf8).span), as: UTF8.self)
  }

  /// A reference as an absolute URI (RFC 3986 § 5.2), with its fragment.
  static func resolve(_ reference: String, against base: String) -> String {
    if reference.isEmpty { return base }
    if reference.hasPrefix("#") { return base + reference }
    if let colon = reference.firstIndex(of: ":"),
      reference[..<colon].allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) })
    {
      return reference
    }
    let scheme = base.prefix { $0 != ":" } + ":"
    if reference.hasPrefix("//") { return scheme + reference }
    let rest = base.dropFirst(scheme.count)
    let authority = rest.hasPrefix("//") ? rest.prefix(2) + rest.dropFirst(2).prefix { $0 != "/" } : ""
    let path = rest.dropFirst(authority.count)
    let (target, fragment) = (reference.prefix { $0 != "#" }, reference.drop { $0 != "#" })
    let joined =
      target.hasPrefix("/")
      ? String(target) : String(path[..<(path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex)]) + target
    var parts: [Substring] = []
    for part in joined.split(separator: "/", omittingEmptySubsequences: false) where part != "." {
      if part == ".." { _ = parts.count > 1 ? parts.removeLast() : "" } else { parts.append(part) }
    }
    return scheme + authority + parts.joined(separator: "/") + fragment
  }
}
