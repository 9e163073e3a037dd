/// One folder uses a name of another.
struct Arrow {
  var from: String
  /// The folders that declare the name; several if a name is declared twice.
  var to: [String]
  var name: String
  /// The file that uses it, and the first line.
  var path: String
  var line: Int
}

/// Which folders of a target declare what can be used by name.
///
/// Members are followed in one case only: if extensions add them to types of another folder or target, and nothing else that the
/// target can see has a member of that name and first label. So `begins(with:)` of an extension of `Span` counts for the folder of
/// that extension, unless another type or the standard library has one too. A call without a dot (within the same extended type) is
/// not followed.
struct NameTable {
  private var types: [String: Set<String>] = [:]
  private var functions: [String: Set<String>] = [:]
  private var values: [String: Set<String>] = [:]
  /// Members by the path of their type, including nested types.
  private var members: [[String]: Set<String>] = [:]
  /// By name, and then by the first label.
  private var addedMethods: [String: [String: Set<String>]] = [:]
  private var addedProperties: [String: Set<String>] = [:]

  /// Makes the table of a target that can see members of the other targets.
  init(of target: SourceTarget, beside targets: [SourceTarget]) {
    for file in target.files {
      for declaration in file.outline.declarations {
        members[declaration.scope, default: []].insert(declaration.name)
        guard declaration.scope.isEmpty, declaration.access != .file else { continue }
        switch declaration.kind {
        case .type: types[declaration.name, default: []].insert(file.folder)
        case .function: functions[declaration.name, default: []].insert(file.folder)
        case .value, .enumCase: values[declaration.name, default: []].insert(file.folder)
        }
      }
    }
    members[[]] = nil
    addMembersOfExtensions(of: target, beside: targets)
  }

  /// The arrows from a file to other folders, the first line of each name, in order.
  func arrows(from file: SourceTarget.File) -> [Arrow] {
    var arrows: [[String]: Arrow] = [:]
    for (use, line) in file.outline.uses {
      guard let folders = folders(of: use, in: file.outline), !folders.contains(file.folder) else { continue }
      let key = [use.name] + folders.sorted()
      if let known = arrows[key], known.line <= line { continue }
      arrows[key] = Arrow(from: file.folder, to: folders.sorted(), name: use.name, path: file.path, line: line)
    }
    return arrows.values.sorted { ($0.line, $0.name) < ($1.line, $1.name) }
  }

  /// The folders that declare what is used; nil if it is nested, local or not of this target.
  private func folders(of use: Use, in outline: Outline) -> Set<String>? {
    switch use.kind {
    case .member: return addedProperties[use.name]
    case .memberCall: return addedMethods[use.name]?[use.label] ?? addedProperties[use.name]
    case .name, .call:
      guard let folders = types[use.name] ?? values[use.name] ?? (use.kind == .call ? functions[use.name] : nil) else { return nil }
      guard !outline.locals.contains(use.name) else { return nil }
      // Within `Outer.Inner`, the members of both take precedence over the top level.
      let scope = outline.scopes[use.scope]
      for depth in 0..<scope.count where members[Array(scope.prefix(depth + 1))]?.contains(use.name) == true { return nil }
      return folders
    }
  }

  private mutating func addMembersOfExtensions(of target: SourceTarget, beside targets: [SourceTarget]) {
    var others = StandardMembers.names
    var otherMethods: Set<[String]> = []
    for other in targets {
      for file in other.files {
        for declaration in file.outline.declarations where declaration.kind != .type {
          guard let type = declaration.scope.first else { continue }
          let name = declaration.name
          let isAdded = declaration.isInExtension && declaration.access != .file && types[type]?.contains(file.folder) != true
          // Any method may be called with a single closure.
          let labels = [declaration.label, "{"]
          switch declaration.kind {
          case _ where other.name != target.name && declaration.access != .package: continue
          case .function where other.name == target.name && isAdded:
            for label in labels { addedMethods[name, default: [:]][label, default: []].insert(file.folder) }
          case .function:
            for label in labels { otherMethods.insert([name, label]) }
          case .value where other.name == target.name && isAdded: addedProperties[name, default: []].insert(file.folder)
          default: others.insert(name)
          }
        }
      }
    }
    let methods = Set(addedMethods.keys).union(otherMethods.compactMap(\.first))
    // A label may be that of a tuple's element, which is read like a property.
    let labels = target.files.reduce(into: Set<String>()) { $0.formUnion($1.outline.labels) }
    addedProperties = addedProperties.filter { !others.contains($0.key) && !methods.contains($0.key) && !labels.contains($0.key) }
    addedMethods = addedMethods.filter { !others.contains($0.key) }
    for (name, labels) in addedMethods {
      addedMethods[name] = labels.filter { !otherMethods.contains([name, $0.key]) }
    }
  }
}
