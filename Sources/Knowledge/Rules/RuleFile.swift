import Captures
internal import PCRE
package import Vocabulary

/// Reads rules from YAML (described in `rules/README.md`).
package enum RuleFile {
  /// The rules of a file, with their examples.
  package static func rules(_ text: String, file: String, isEmbedded: Bool = false) throws(ConfigurationError) -> [Rule] {
    guard let document = try YAMLReader.document(text, file: file) else { return [] }
    return try rules(document, isEmbedded: isEmbedded)
  }

  /// The rules in the binary, without their examples.
  package static func embedded() throws(ConfigurationError) -> [Rule] {
    var all: [Rule] = []
    for document in YAMLReader.embedded(where: { !$0.contains("/") }) { all += try rules(document, isEmbedded: true) }
    return all
  }

  private static func rules(_ document: YAMLReader, isEmbedded: Bool) throws(ConfigurationError) -> [Rule] {
    var rules: [Rule] = []
    for element in try document.elements() {
      var rule = try rule(element)
      rule.isEmbedded = isEmbedded
      rules.append(rule)
    }
    return rules
  }

  private static let known: Set<String> = [
    "id", "title", "category", "placeholder", "severity", "confidence", "where", "keys", "not_keys", "when", "keywords", "regex", "group",
    "verify", "secret", "provenance", "absent", "present", "requests", "exchange", "plan", "spec", "once", "visitor", "alongside",
    "yields_to",
    "severity_beside_person", "message", "why", "fix", "references", "examples",
  ]

  private static func rule(_ reader: YAMLReader) throws(ConfigurationError) -> Rule {
    let members = try reader.members(known)
    func member(_ key: String) throws(ConfigurationError) -> YAMLReader {
      try reader.required(key, in: members, of: "a rule")
    }
    func strings(_ key: String) throws(ConfigurationError) -> [String] { try members[key]?.strings() ?? [] }

    let id = try member("id").string()
    guard !id.isEmpty, id.unicodeScalars.allSatisfy({ "a"..."z" ~= $0 || "0"..."9" ~= $0 || $0 == "-" }) else {
      throw try member("id").error("an id is kebab-case: a-z, 0-9 and -")
    }
    let examples = try reader.isEmbedded ? [:] : member("examples").members(["hits", "misses"])
    if !reader.isEmbedded, examples.count < 2 { throw try member("examples").error("examples are `hits` and `misses`") }
    return Rule(
      id: id,
      title: try member("title").string(),
      category: try member("category").choice(Category.self),
      placeholder: try placeholder(members, try member("category").choice(Category.self)),
      severity: try severity(try member("severity")),
      confidence: try member("confidence").choice(Confidence.self),
      places: try strings("where"),
      keys: try strings("keys").map(KeyPattern.init),
      notKeys: try strings("not_keys").map(KeyPattern.init),
      conditions: try members["when"].map(conditions) ?? Rule.Conditions(),
      test: try test(members, of: reader),
      validators: try validators(members["verify"]),
      isToldOnce: try members["once"]?.boolean() ?? false, isAboutVisitor: try members["visitor"]?.boolean() ?? false,
      isAlongside: try members["alongside"]?.boolean() ?? false,
      severityBesidePerson: try members["severity_beside_person"]?.severity(),
      yieldsTo: Set(try strings("yields_to")),
      message: try member("message").string(),
      why: try member("why").string().trimmed,
      fix: try member("fix").string().trimmed,
      references: try strings("references"),
      hits: try examples["hits"].map(Self.examples) ?? [],
      misses: try examples["misses"].map(Self.examples) ?? [],
      file: reader.file)
  }

  /// The word of the rule, or of its category.
  private static func placeholder(_ members: [String: YAMLReader], _ category: Category) throws(ConfigurationError) -> PlaceholderKind? {
    let word = try members["placeholder"].map { reader throws(ConfigurationError) in try placeholder(reader) }
    guard ["absent", "exchange", "plan", "spec"].allSatisfy({ members[$0] == nil }) else { return nil }
    return word ?? category.placeholder
  }

  private static func placeholder(_ reader: YAMLReader) throws(ConfigurationError) -> PlaceholderKind {
    let word = try reader.string()
    guard let kind = PlaceholderKind(rawValue: word) else {
      let words = PlaceholderKind.allCases.map(\.rawValue).sorted()
      let guess = YAMLReader.guess(word, among: words)
      throw reader.error("no placeholder `\(word)`" + (guess.isEmpty ? "; there are \(words.joined(separator: ", "))" : guess))
    }
    return kind
  }

  private static func severity(_ reader: YAMLReader) throws(ConfigurationError) -> [Party: Severity] {
    guard reader.isMapping else { return [.third: try reader.severity()] }
    var severities: [Party: Severity] = [:]
    for (key, value) in try reader.members(Set(Party.allCases.map(\.rawValue))) {
      if let party = Party(rawValue: key) { severities[party] = try value.severity() }
    }
    return severities
  }

  private static func conditions(_ reader: YAMLReader) throws(ConfigurationError) -> Rule.Conditions {
    let members = try reader.members(["event", "category", "capture", "records_ip", "direct", "about", "not_about"])
    var conditions = Rule.Conditions()
    if let events = members["event"] {
      for name in try events.strings() {
        guard let type = EventType(rawValue: name) else {
          throw events.error("expected one of \(EventType.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        conditions.events.insert(type)
      }
    }
    conditions.categories = Set(try members["category"]?.strings() ?? [])
    if let capture = members["capture"] {
      guard let kind = CaptureKind(rawValue: try capture.string()) else { throw capture.error("expected har or events") }
      conditions.capture = kind
    }
    conditions.recordsIP = try members["records_ip"]?.boolean() ?? false
    conditions.direct = try members["direct"]?.boolean() ?? false
    conditions.subject = try members["about"]?.choice(Subjects.Subject.self)
    for element in try members["not_about"]?.elements() ?? [] { conditions.otherSubjects.insert(try element.choice(Subjects.Subject.self)) }
    return conditions
  }

  private static func test(_ members: [String: YAMLReader], of rule: YAMLReader) throws(ConfigurationError) -> Rule.Test {
    let all = ["regex", "secret", "provenance", "absent", "exchange", "plan", "spec"]
    guard all.count(where: { members[$0] != nil }) <= 1 else {
      throw rule.error("a rule has one of \(all.map { "`\($0)`" }.joined(separator: ", ")), not several")
    }
    if let regex = members["regex"] {
      let keywords = try members["keywords"]?.strings() ?? []
      guard !keywords.contains(""), !keywords.isEmpty || members["keys"] != nil else {
        throw regex.error("a `regex` needs `keywords` or `keys`, so that it runs only where it can match")
      }
      let pattern = try regex.pattern(group: members["group"])
      return .text(pattern, keywords: keywords, judgesWhole: pattern.source.hasPrefix("^"))
    }
    if let secret = members["secret"] { return .secret(try secret.choice(SecretClue.self)) }
    if let provenance = members["provenance"] { return .provenance(try provenance.choice(Provenance.self)) }
    if let absent = members["absent"] {
      return .event(
        absent: try absent.strings().map(EventFact.init), present: try members["present"]?.strings().map(EventFact.init) ?? [],
        requests: try members["requests"]?.boolean() ?? false)
    }
    if let plan = members["plan"] { return .plan(try plan.choice(Rule.PlanTest.self)) }
    if let spec = members["spec"] { return .spec(try spec.choice(Rule.SpecTest.self)) }
    if let exchange = members["exchange"] { return .exchange(try exchange.choice(Rule.ExchangeTest.self)) }
    guard members["where"] != nil || members["keys"] != nil else { throw rule.error("a rule without a `regex` needs `where` or `keys`") }
    return .field
  }

  private static func validators(_ reader: YAMLReader?) throws(ConfigurationError) -> [Validator] {
    guard let reader else { return [] }
    var validators: [Validator] = []
    for name in try reader.strings() {
      guard let validator = Validator(rawValue: name) else {
        throw reader.error("no validator `\(name)`; there are \(Validator.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      validators.append(validator)
    }
    return validators
  }

  // MARK: Examples

  private static func examples(_ reader: YAMLReader) throws(ConfigurationError) -> [Rule.Example] {
    var examples: [Rule.Example] = []
    for element in try reader.elements() { examples.append(try example(element)) }
    return examples
  }

  private static func example(_ reader: YAMLReader) throws(ConfigurationError) -> Rule.Example {
    guard reader.isMapping else {
      let (value, mark) = try marked(reader)
      return Rule.Example(subject: .text(value: value, field: nil, key: nil), mark: mark, line: reader.line)
    }
    let members = try reader.members([
      "field", "key", "value", "event_name", "own", "event", "url", "destinations", "manifest", "opted_out", "opt_out", "onward", "names",
      "answers", "sub_processors", "events", "plan", "body", "signal", "later",
    ])
    if let events = members["events"] {
      let plan = try members["plan"]?.string()
      return Rule.Example(subject: .events(try events.strings()), mark: nil, plan: plan, line: reader.line)
    }
    if let event = members["event"] {
      var fields: [String: String] = [:]
      for (key, value) in try event.members() { fields[key] = try value.string() }
      return Rule.Example(subject: .event(fields), mark: nil, expectations: try expectations(members), line: reader.line)
    }
    if let url = members["url"] {
      return Rule.Example(
        subject: .url(try url.string()), mark: nil, expectations: try expectations(members), body: try members["body"]?.string(),
        signal: try members["signal"]?.string(), later: try members["later"]?.string(), line: reader.line)
    }
    if let count = members["names"] {
      guard let number = Int(try count.string()), 1...10_000 ~= number else { throw count.error("expected how many names there are") }
      return Rule.Example(subject: .names(number), mark: nil, line: reader.line)
    }
    if let name = members["onward"] {
      return Rule.Example(subject: .onward(try name.string()), mark: nil, expectations: try expectations(members), line: reader.line)
    }
    guard let value = members["value"] else { throw reader.error("an example has `value`, `event` or `url`") }
    let (text, mark) = try marked(value)
    let subject = Rule.Example.Subject.text(value: text, field: try members["field"]?.string(), key: try members["key"]?.string())
    return Rule.Example(
      subject: subject, mark: mark, eventName: try members["event_name"]?.string(), own: try members["own"]?.string(), line: reader.line)
  }

  private static func expectations(_ members: [String: YAMLReader]) throws(ConfigurationError) -> Expectations {
    var expectations = Expectations()
    expectations.destinations = try members["destinations"].map { reader throws(ConfigurationError) in try PolicyFile.destinations(reader) }
    expectations.manifest = try members["manifest"].map { reader throws(ConfigurationError) in try ManifestFile.manifest(reader) }
    if let answers = members["answers"] { expectations.declarations.append(try DeclarationFile.answers(answers)) }
    if let list = members["sub_processors"] { expectations.declarations.append(try SubProcessorFile.declaration(list)) }
    expectations.optOut = try members["opt_out"].map { reader throws(ConfigurationError) in try OptOut.read(reader) } ?? OptOut()
    expectations.isOptedOut = try members["opted_out"]?.boolean() ?? false
    return expectations
  }

  /// Removes ⟦ and ⟧ from a text and returns the range between them.
  private static func marked(_ reader: YAMLReader) throws(ConfigurationError) -> (String, Range<Int>?) {
    let text = try reader.string()
    guard let open = text.firstIndex(of: "⟦") else { return (text, nil) }
    guard let close = text.firstIndex(of: "⟧"), open < close else { throw reader.error("⟦ without ⟧") }
    let before = text[..<open]
    let inside = text[text.index(after: open)..<close]
    let after = text[text.index(after: close)...]
    return (String(before + inside + after), before.utf8.count..<before.utf8.count + inside.utf8.count)
  }
}

extension String {
  fileprivate var trimmed: String {
    var text = Substring(self)
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
