import Testing

@testable import Assessing
@testable import Auditing
@testable import Detecting
@testable import Knowledge
@testable import Vocabulary

/// The frameworks in the binary pass their own examples, and other files are read strictly.
@Suite struct FrameworkTests {
  private func frameworks() throws -> [Framework] { try FrameworkFile.withExamples(Standard.book.names) }

  @Test func everyExamplePasses() throws {
    let book = try Standard.book
    let failures = try frameworks().flatMap { framework in
      try FrameworkTester.failures(of: framework, book).map { "\(framework.id):\($0.line): \($0.message)" }
    }
    #expect(failures == [])
  }

  @Test func everyRuleBelongsToAControl() throws {
    let controls = Set(try frameworks().flatMap(\.controls).flatMap(\.against))
    let missing = try Standard.book.rules.map(\.id).filter { !controls.contains($0) }
    #expect(missing == [])
  }

  /// A control that traffic can decide has an example of either result; one that it can only contradict has an example that is not
  /// assessed.
  @Test func everyControlHasAPassingAndAFailingExample() throws {
    for framework in try frameworks() {
      #expect(framework.controls.count >= 3, "\(framework.id)")
      for control in framework.controls {
        let results = Set(control.examples.map(\.result))
        let id: Comment = "\(framework.id): \(control.id)"
        #expect(results.contains(control.needs.contains(.beyondTraffic) ? .notAssessed : .satisfied), id)
        #expect(control.against.isEmpty || control.decision != nil || results.contains(.notSatisfied), id)
        #expect(!control.against.isEmpty || control.needs != [.beyondTraffic], id)
        #expect(control.source.hasPrefix("https://"), id)
      }
    }
  }

  @Test func theCompiledFrameworksAreTheSame() throws {
    let compiled = try FrameworkFile.standard(Standard.book.names)
    #expect(try compiled.map(\.id) == frameworks().map(\.id))
    #expect(try compiled.flatMap { $0.controls.map(\.against) } == frameworks().flatMap { $0.controls.map(\.against) })
  }

  private static let head =
    "id: own\ntitle: Own\nshort: Own\nedition: '1'\npublisher: Own\nsource: https://own.example\nchecked: 2026-12-01\napplies: Always.\n"

  @Test(arguments: [
    ("", "own.yaml:1:1: the framework is empty"),
    ("id: own", "own.yaml:1:1: a framework needs `checked`"),
    ("\(head)controls:\n  - {id: a}", "own.yaml:10:5: a control needs `needs`"),
    (
      "\(head)controls:\n  - {id: a, number: '1', title: T, asks: A., source: 'https://own.example', unseen: U., needs: [examine]}",
      "own.yaml:10:97: expected one of examined"
    ),
    (
      "\(head)controls:\n  - {id: a, number: '1', title: T, asks: A., source: 'https://own.example', unseen: U., needs: [examined], against: [emial]}",
      "there is no rule `emial`; did you mean `email`?"
    ),
    (
      "\(head)controls:\n  - {id: a, number: '1', title: T, asks: A., source: 'https://own.example', unseen: U., needs: [examined], against: ['category:mail']}",
      "expected one of category:credential"
    ),
    ("\(head)unconfirmed: [b]\ncontrols: []", "no control is called `b`"),
  ])
  func whatCannotBeUnderstoodIsAnErrorWithItsPlace(_ text: String, _ message: String) throws {
    let names = try Standard.book.names
    let error = #expect(throws: ConfigurationError.self) { try FrameworkFile.framework(text, file: "own.yaml", known: names) }
    #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
  }

  @Test func aControlMayNameACategory() throws {
    let text =
      "\(Self.head)controls:\n  - {id: a, number: '1', title: T, asks: A., source: 'https://own.example', unseen: U., needs: [examined], against: ['category:consent', email]}"
    let framework = try FrameworkFile.framework(text, file: "own.yaml", known: Standard.book.names)
    let consent = try Standard.book.rules.filter { $0.category == .consent }.map(\.id)
    #expect(framework.controls[0].against == Set(consent + ["email"]))
  }
}
