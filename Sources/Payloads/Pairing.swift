import Bytes

/// The members of an object that describe each other: a question and its answer, a pointer and its value, column names and rows.
struct Pairing {
  /// A member: its node and its first field.
  struct Member {
    var node: Int
    var field: Int
  }

  /// The role of a member among its siblings.
  struct Part: OptionSet, Sendable {
    let rawValue: UInt16

    static let question = Part(rawValue: 1 << 0)
    static let answer = Part(rawValue: 1 << 1)
    /// It may be an object that identifies the question or field of an answer.
    static let subject = Part(rawValue: 1 << 2)
    static let operation = Part(rawValue: 1 << 3)
    static let pointer = Part(rawValue: 1 << 4)
    static let value = Part(rawValue: 1 << 5)
    /// The old or new value of a field.
    static let change = Part(rawValue: 1 << 6)
    /// The same, by words that also mean other things.
    static let direction = Part(rawValue: 1 << 9)
    static let columns = Part(rawValue: 1 << 7)
    static let cells = Part(rawValue: 1 << 8)
    /// A title next to a value.
    static let heading = Part(rawValue: 1 << 10)
    /// A statement of SQL, and the values that it is executed with.
    static let statement = Part(rawValue: 1 << 11)
    static let bindings = Part(rawValue: 1 << 12)
  }

  private(set) var question: Member?
  private(set) var answer: Member?
  private(set) var subject: Member?
  private(set) var pointer: Member?
  private(set) var value: Member?
  private(set) var columns: Member?
  private(set) var cells: Member?
  private(set) var heading: Member?
  private(set) var statement: Member?
  private(set) var bindings: Member?
  /// The first member with an old or new value.
  private(set) var change: Int?
  private var seen: Part = []

  /// Adds a member.
  mutating func add(_ part: Part, node: Int, field: Int) {
    let member = Member(node: node, field: field)
    seen.formUnion(part)
    if part.contains(.answer), answer == nil { answer = member } else if part.contains(.question), question == nil { question = member }
    if part.contains(.subject), subject == nil { subject = member }
    if part.contains(.pointer), pointer == nil { pointer = member }
    if part.contains(.value), value == nil { value = member }
    if part.contains(.columns), columns == nil { columns = member } else if part.contains(.cells), cells == nil { cells = member }
    if part.contains(.change), change == nil { change = node }
    if part.contains(.heading), heading == nil { heading = member }
    if part.contains(.statement), statement == nil { statement = member }
    if part.contains(.bindings), bindings == nil { bindings = member }
  }

  var isAnswer: Bool { seen.isSuperset(of: [.question, .answer]) }
  var isPatch: Bool { seen.isSuperset(of: [.pointer, .value]) }
  var isTable: Bool { columns != nil && cells != nil }
  var isHeaded: Bool { seen.isSuperset(of: [.heading, .value]) }
  var isExecuted: Bool { seen.isSuperset(of: [.statement, .bindings]) }
  /// Whether an operation confirms that a pointer is one: many objects have a path and a value.
  var isOperation: Bool { seen.contains(.operation) }
  /// Whether no members can be paired.
  var isEmpty: Bool {
    !isAnswer && !isPatch && !isTable && !isHeaded && !isExecuted && change == nil && subject == nil
  }
}

extension Pairing.Part {
  /// The parts that a key may have.
  init(_ name: String) { self = Self.parts[name] ?? [] }

  private static let parts: [String: Pairing.Part] = {
    let lists: [(Pairing.Part, [String])] = [
      (
        .question,
        [
          "question", "questiontext", "questiontitle", "questionlabel", "questionname", "q", "prompt", "label", "title", "name", "field",
          "fieldname", "fieldlabel", "frage", "pregunta", "domanda", "pergunta", "vraag", "pytanie", "вопрос", "質問", "问题", "질문",
        ]
      ),
      (
        .answer,
        [
          "answer", "answertext", "answervalue", "a", "response", "responsetext", "responsevalue", "input", "inputvalue", "uservalue",
          "userinput", "entered", "reply", "antwort", "respuesta", "reponse", "risposta", "resposta", "antwoord", "odpowiedz", "ответ",
          "回答", "答案", "답변",
        ]
      ),
      (.subject, ["field", "question", "column", "attribute", "property"]),
      (.operation, ["op", "operation", "action", "kind", "verb"]),
      (.pointer, ["path", "pointer", "jsonpointer", "keypath", "fieldpath", "propertypath"]),
      (.value, ["value", "val", "text", "content", "newvalue"]),
      (
        .change,
        [
          "newvalue", "oldvalue", "previousvalue", "currentvalue", "new", "old", "previous", "current", "from", "to", "fromstring",
          "tostring", "before", "after",
        ]
      ),
      (.direction, ["from", "to", "before", "after", "new", "old", "previous", "current"]),
      (
        .columns,
        [
          "columns", "cols", "columnnames", "header", "headers", "headings", "fields", "fieldnames", "keys", "names", "k", "schema",
          "rowtype",
        ]
      ),
      (.heading, ["title", "caption", "heading"]),
      (
        .statement,
        ["sql", "stmt", "sqlquery", "sqltext", "query", "statement", "querytext", "dbstatement", "dbquerytext", "command", "text"]
      ),
      (.bindings, ["params", "parameters", "values", "vals", "args", "arguments", "bindings", "binds", "bindvars"]),
      (.cells, ["rows", "row", "data", "values", "vals", "v", "records", "cells", "body", "items", "results", "tuples", "entries"]),
    ]
    var parts: [String: Pairing.Part] = [:]
    for (part, names) in lists { for name in names { parts[name, default: []].formUnion(part) } }
    return parts
  }()
}
