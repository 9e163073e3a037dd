import Testing

@testable import Payloads

/// Values whose siblings say what they are.
@Suite struct PairingTests {
  /// What rules call the value `Jane Roe` of a body.
  private func names(_ body: String, value: String = "Jane Roe") throws -> [String] {
    try Unwrapped(Recording.request(body: body)).holding(value).flatMap(\.names)
  }

  @Test(arguments: [
    // Questions and their answers.
    #"{"question":"What is your full name?","answer":"Jane Roe"}"#, #"{"q":"Full name","a":"Jane Roe"}"#,
    #"{"answer":"Jane Roe","question":"Your full name:"}"#, #"{"prompt":"Please enter your full name","response":"Jane Roe"}"#,
    #"{"title":"Full name","input":"Jane Roe"}"#, #"{"label":"Full name *","answer":["Jane Roe"]}"#,
    #"{"type":"text","text":"Jane Roe","field":{"id":"x1","ref":"full_name"}}"#,
    #"{"field":{"type":"short","label":"Full name"},"answer":"Jane Roe"}"#,
    // What a field was and is.
    #"{"field":"fullName","from":null,"fromString":"x","to":null,"toString":"Jane Roe"}"#,
    #"{"field":"fullName","oldValue":"Jane Roe","newValue":"y"}"#,
    // Patches.
    #"[{"op":"replace","path":"/fullName","value":"Jane Roe"}]"#, #"{"op":"add","path":"/people/0/fullName","value":"Jane Roe"}"#,
    #"{"op":"add","path":"/people/-","value":{"fullName":"Jane Roe"}}"#, #"{"path":["profile","fullName"],"value":"Jane Roe"}"#,
    // Names and values in lists of their own.
    #"{"keys":["id","fullName"],"values":["7","Jane Roe"]}"#, #"{"vals":[7,"Jane Roe"],"names":["id","fullName"]}"#,
    #"{"k":["fullName"],"v":["Jane Roe"]}"#,
    // Tables.
    #"{"columns":["id","full_name"],"rows":[[7,"x"],[8,"Jane Roe"]]}"#, #"{"header":["id","full_name"],"data":[["7","Jane Roe"]]}"#,
    #"{"columns":[{"name":"id","type":"int"},{"name":"full_name","type":"text"}],"rows":[[7,"Jane Roe"]]}"#,
    #"{"schema":{"fields":[{"name":"id"},{"name":"full_name"}]},"rows":[{"f":[{"v":"7"},{"v":"Jane Roe"}]}]}"#,
    #"{"cols":[{"label":"id"},{"label":"full_name"}],"rows":[{"c":[{"v":7},{"v":"Jane Roe"}]}]}"#,
    #"[["id","full_name","plan"],[7,"Jane Roe","pro"]]"#, #"{"rows":[["Id","Full name","Plan"],[7,"x","y"],[8,"Jane Roe","pro"]]}"#,
    // Statements and their parameters, facts of a card, fields of a form.
    #"{"sql":"INSERT INTO p (id, full_name) VALUES ($1, $2)","params":[7,"Jane Roe"]}"#, #"{"title":"Full name","value":"Jane Roe"}"#,
    #"{"field_id":"full_name","field_value":"Jane Roe"}"#,
    // Lists that alternate, options, joined keys, wrappings of rich text.
    #"["id","4","full_name","Jane Roe"]"#, #"["HSET","user:4","full_name","Jane Roe"]"#, #"["--full-name","Jane Roe","-v"]"#,
    #"{"id|full_name":"4|Jane Roe"}"#, #"{"k":"id|full_name","v":"4|Jane Roe"}"#,
    #"{"Full name":{"rich_text":[{"text":{"content":"Jane Roe"}}]}}"#,
    #"{"key":"full_name","value":{"string_value":"Jane Roe","int_value":null}}"#, #"{"full_name":{"set":"Jane Roe"}}"#,
    #"{"full_name_str":"Jane Roe"}"#,
    // Parameters of one object or list.
    "fields[0][name]=full_name&fields[0][value]=Jane+Roe&fields[1][name]=plan&fields[1][value]=pro",
    "keys[]=id&values[]=7&keys[]=full_name&values[]=Jane+Roe",
    "\"Id\";\"Full name\";\"Mobile phone\"\n\"7\";\"Jane Roe\";\"x\"\n",
  ])
  func aSiblingSaysWhatAValueIs(_ body: String) throws {
    let names = try names(body)
    #expect(names.contains("fullname"), "\(names)")
  }

  @Test(arguments: [
    #"{"path":"/fullName","value":"Jane Roe"}"#, #"{"op":"x","path":"fullName","value":"Jane Roe"}"#,
    #"{"keys":["id","fullName"],"values":["Jane Roe"]}"#, #"{"columns":["id","fullName"],"rows":[["Jane Roe"]]}"#,
    #"{"columns":["id","jane@roe.test"],"rows":[[7,"Jane Roe"]]}"#, #"[["id","fullName"],[7,"Jane Roe"]]"#,
    #"[["Ada Quill","fullName","x"],[7,"Jane Roe","pro"]]"#, #"[[1,2,3],[7,"Jane Roe","fullName"]]"#,
    #"{"question":{"id":7},"answer":"Jane Roe"}"#, #"{"name":"fullName","to":"Jane Roe"}"#,
    #"["fullName","Jane Roe","x"]"#, #"["id","fullName","email","Jane Roe"]"#, #"["fullName","id","x","y"]"#,
    #"{"id|fullName":"Jane Roe"}"#,
    #"{"sql":"INSERT INTO p (fullName) VALUES ($1, $2)","params":[7,"Jane Roe"]}"#,
    #"{"title":"fullName of the person","text":"Jane Roe"}"#,
  ])
  func othersSayNothing(_ body: String) throws {
    let names = try names(body)
    #expect(!names.contains("fullname"), "\(names)")
  }

  @Test(arguments: [
    (#"{"nombre":"Jane Roe","apellidos":"Quill"}"#, "givenname"), ("nome=Jane+Roe&cognome=Quill", "givenname"),
    (#"{"name":"Jane Roe","surname":"Quill"}"#, "givenname"), ("billing[name]=Jane+Roe&billing[email]=jane@roe.test", "namebesidecontact"),
    (#"{"attendee":{"address":"jane@roe.test","name":"Jane Roe"}}"#, "namebesidecontact"),
  ])
  func aNameIsThatOfSomebody(_ body: String, _ name: String) throws {
    #expect(try names(body).contains(name))
  }

  @Test(arguments: [
    #"{"nombre":"Jane Roe","email":"a@b.test"}"#, #"{"name":"Jane Roe","address":"Mill Lane 4"}"#, "a[name]=Jane+Roe&b[email]=x",
  ])
  func aNameMayBeAnything(_ body: String) throws {
    let names = try names(body)
    #expect(!names.contains("givenname") && !names.contains("namebesidecontact"), "\(names)")
  }

  @Test func anAnswerKeepsItsOwnName() throws {
    let field = try #require(
      try Unwrapped(Recording.request(body: #"{"question":"Full name","answer":"Jane Roe"}"#)).holding("Jane Roe").first)
    #expect(field.names == ["fullname", "answer"])
    #expect(field.wire == "body.answer")
    #expect(field.path == "request.body «json» /answer")
  }

  @Test func numbersStayWhatTheyAre() throws {
    let unwrapped = try Unwrapped(Recording.request(body: #"{"keys":["id","x"],"values":[7,8]}"#))
    #expect(unwrapped.holding("8").map(\.wire) == ["body.values.*"])
  }

  @Test(arguments: [
    (#"{"session":{"token":"x-7-x"}}"#, ["token", "sessiontoken"]), (#"{"card":{"number":"x-7-x"}}"#, ["number", "cardnumber"]),
    (#"{"page":{"number":"x-7-x"}}"#, ["number"]), (#"{"token":"x-7-x"}"#, ["token"]),
  ])
  func aKeyThatSaysLittleIsReadWithTheOneAbove(_ body: String, _ expected: [String]) throws {
    #expect(try names(body, value: "x-7-x") == expected)
  }

  @Test(arguments: [
    ("What is your full name?", "fullname"), ("Wie lautet Ihr Nachname?", "nachname"), ("Votre prénom", "prenom"), ("Phone", "phone"),
    ("Your name", "personname"), ("Nom", "personname"), ("What is it?", "it"), ("Please enter your", "pleaseenteryour"), ("お名前", "お名前"),
  ])
  func aQuestionIsWhatItAsksFor(_ question: String, _ name: String) {
    #expect(PathTable.name(asking: question) == name)
  }
}
