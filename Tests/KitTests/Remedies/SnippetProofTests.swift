import Detecting
import Foundation
import Testing

@testable import Auditing
@testable import Knowledge
@testable import Remedies

/// The code does what its remedy says: each snippet is run in its library, with the calls of an app, and an audit of what is sent
/// finds what the replay said would remain.
@Suite struct SnippetProofTests {
  static let ids: [String] = (try? RemedyBook.standard().remedies.filter { $0.doubt == nil && $0.language != .http }.map(\.id)) ?? []

  @Test(arguments: ids)
  func `a snippet has the same effect as the replay`(id: String) throws {
    let proof = try Proof(of: id)
    let differences = try proof.differences()
    #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
    let used = Set(proof.snippets.values.flatMap(\.changes).map(\.step))
    for step in proof.remedy.steps.indices { #expect(used.contains(step), "\(id): no call needs \(proof.remedy.steps[step].code)") }
  }

  @Test(arguments: ids)
  func `a snippet adds nothing`(id: String) throws {
    let widenings = try Proof(of: id).widenings()
    #expect(widenings.isEmpty, "\(widenings.joined(separator: "\n"))")
  }

  @Test(arguments: [
    ("rudderstack", "'alias', 'group']", "'group']"),
    ("rudderstack", "given[data + 1] = options", "given[1] = options"),
    ("rudderstack", "const isFirst = isPlain(given[0]) || given[0] === null", "const isFirst = isPlain(given[0])"),
    ("rudderstack", "URL.canParse(canonical) ? canonical : location.href", "location.href"),
    ("mixpanel", "hooks.before_send_people = hooks.before_send_groups", "hooks.before_send_people"),
    ("sentry", "beforeSendTransaction: scrub,", ""),
    ("sentry", "userInfo: false, ", ""),
    ("posthog", "return event;\n  },", "event.$set = {...event.$set, seen: true};\n    return event;\n  },"),
    ("segment", "next(payload);", "event.integrations = {};\n  next(payload);"),
  ])
  func `a snippet that does less, or more, is noticed`(id: String, part: String, other: String) throws {
    var proof = try Proof(of: id)
    try #require(proof.whole.code.contains(part))
    proof.edit = { $0.replacing(part, with: other) }
    let faults = (try? proof.differences() + proof.widenings()) ?? ["node: an error"]
    #expect(faults != [])
  }
}

/// The calls of an app with the snippets for them.
private struct Proof {
  let remedy: Remedy
  /// The snippet for each group of calls that needs one.
  let snippets: [String: Snippet]
  /// The snippet for all calls at once.
  let whole: Snippet
  /// A change to the code before it runs.
  var edit: (String) -> String = { $0 }
  private let library: Library
  private let before: [String: [Library.Request]]
  private let fixes: [String: Fix]

  init(of id: String) throws {
    remedy = try #require(try RemedyBook.standard().remedies.first { $0.id == id })
    library = Library(id: id, language: remedy.language)
    before = try library.requests()
    fixes = try before.mapValues { try Fixed(Library.capture($0)).fix }
    snippets = fixes.compactMapValues { fix in fix.snippets.first { $0.remedy == id } }
    let all = try Fixed(Library.capture(before.sorted { $0.key < $1.key }.flatMap(\.value))).fix
    whole = try #require(all.snippets.first { $0.remedy == id })
  }

  /// Where an audit of what is sent differs from the replay, with the snippet of each group.
  func differences() throws -> [String] {
    let after = try library.requests(before.mapValues { _ in nil }.merging(snippets.mapValues { edit($0.code) as String? }) { $1 })
    return try fixes.flatMap { calls, fix in
      let sent = Set(Self.lines(try Audited(Library.capture(try #require(after[calls]))).findings))
      return sent.symmetricDifference(Self.lines(fix.after.findings)).map {
        "\(calls): \($0), \(sent.contains($0) ? "sent" : "replayed") only"
      }
    }.sorted()
  }

  /// Changes that no step describes, with all steps at once, in all calls: also without findings.
  func widenings() throws -> [String] {
    let after = try library.requests(before.mapValues { _ in edit(whole.code) })
    return try before.flatMap { calls, requests in
      Widening(remedy, whole).complaints(requests, try #require(after[calls])).map { "\(calls): \($0)" }
    }.sorted()
  }

  private static func lines(_ findings: [Finding]) -> [String] {
    findings.map { "\($0.rule.id) \($0.destination) \($0.event ?? "-") \($0.field) \($0.count)" }
  }
}
