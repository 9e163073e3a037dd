import Testing

@testable import Knowledge
@testable import Payloads
@testable import Vocabulary

@Suite struct DialectTests {
  private let paths = PathTable()

  private func path(_ wire: String) -> Int {
    wire.split(separator: ".").reduce(PathTable.root) { paths.path(String($1), below: $0) }
  }

  private func destination(_ yaml: String) throws -> Destination {
    try DestinationFile.destination("id: acme\nname: Acme\ncategory: cdp\n" + yaml, file: "acme.yaml")
  }

  @Test func aPathMeansWhatTheDestinationSays() throws {
    let dialect = try Dialect(
      destination("events: [body, 'body.batch.*']\nfields:\n  page.url: [context.page.url]\n  properties.*: [properties.*]\n"),
      generic: nil, paths: paths)
    for wire in ["body.context.page.url", "body.batch.*.context.page.url"] {
      let meaning = dialect.meaning(of: path(wire))
      #expect(meaning.canonical(in: nil) == "page.url")
      #expect(meaning.isOwn)
    }
    #expect(dialect.meaning(of: path("body.properties.form.id")).canonical(in: .track) == "properties.form.id")
    #expect(dialect.meaning(of: path("body.context.other")).canonical(in: nil) == nil)
    #expect(dialect.meaning(of: path("body")).isEvent)
    #expect(dialect.meaning(of: path("body.batch.*")).isEvent)
    #expect(!dialect.meaning(of: path("body.batch")).isEvent)
  }

  @Test func whatIsInsideAFieldInheritsItsMeaningAndDoesNotOwnIt() throws {
    let dialect = try Dialect(
      destination("events: [body]\nfields:\n  page.url: [url]\n  event.name: [event]\n"), generic: nil, paths: paths)
    let parameter = dialect.meaning(of: path("body.url.query.jwt"))
    #expect(parameter.canonical(in: .page) == "page.url")
    #expect(!parameter.isOwn)
    // Content of an event's name is not another name.
    #expect(dialect.meaning(of: path("body.event.query.x")).canonical(in: nil) == nil)
  }

  @Test func aMeaningMayRequireAType() throws {
    let dialect = try Dialect(
      destination("events: [body]\nfields:\n  user.traits.*: ['traits.* @identify']\n  group.traits.*: ['traits.* @group']\n"),
      generic: nil, paths: paths)
    let meaning = dialect.meaning(of: path("body.traits.plan"))
    #expect(meaning.canonical(in: .identify) == "user.traits.plan")
    #expect(meaning.canonical(in: .group) == "group.traits.plan")
    #expect(meaning.canonical(in: .track) == nil)
    #expect(meaning.canonical(in: nil) == nil)
  }

  @Test func theMoreSpecificPatternWins() throws {
    let dialect = try Dialect(
      destination("events: [body]\nfields:\n  properties.*: [data.*]\n  page.title: [data.title]\n  event.id: ['**.title']\n"),
      generic: nil, paths: paths)
    #expect(dialect.meaning(of: path("body.data.title")).canonical(in: nil) == "page.title")
    #expect(dialect.meaning(of: path("body.data.other")).canonical(in: nil) == "properties.other")
  }

  @Test func unmappedFieldsAreReadByTheirKeys() throws {
    let fields = "id: generic\nname: g\ncategory: cdp\nfields:\n  page.title: ['**.page_title']\n  user.traits.*: ['**.traits.*']\n"
    let generic = try DestinationFile.destination(fields, file: "generic.yaml")
    let dialect = try Dialect(destination("events: [body]\nfields:\n  page.url: [url]\n"), generic: generic, paths: paths)
    #expect(dialect.meaning(of: path("body.deep.pageTitle")).canonical(in: nil) == "page.title")
    #expect(dialect.meaning(of: path("body.any.traits.mail")).canonical(in: nil) == "user.traits.mail")
    let alone = Dialect(nil, generic: generic, paths: paths)
    #expect(alone.meaning(of: path("body.deep.pageTitle")).canonical(in: nil) == "page.title")
    #expect(!alone.meaning(of: path("body")).isEvent)
  }

  @Test func aKeyWithDotsIsWrittenLikeNestedKeys() throws {
    let dialect = try Dialect(
      destination("events: [url.query]\nfields:\n  properties.*: [ep.*]\n  page.url: [/url.query.dl]\n"), generic: nil, paths: paths)
    let dotted = paths.path("ep.form_name", below: path("url.query"))
    #expect(dialect.meaning(of: dotted).canonical(in: nil) == "properties.form_name")
    #expect(dialect.meaning(of: path("url.query.dl")).canonical(in: nil) == "page.url")
  }

  @Test func aDialectForgetsWhenTheTableStartsAfresh() throws {
    let dialect = try Dialect(destination("events: [body]\nfields:\n  page.url: [url]\n"), generic: nil, paths: paths)
    #expect(dialect.meaning(of: path("body.url")).isOwn)
    for number in 0...PathTable.capacity { _ = paths.path("k\(number)", below: PathTable.root) }
    paths.trim()
    let other = path("other")
    #expect(!dialect.meaning(of: other).isOwn)
    #expect(dialect.meaning(of: path("body.url")).isOwn)
  }
}
