import Testing

@testable import Bytes
@testable import Payloads

/// Names and values in texts that programs print.
@Suite struct NamedValueTests {
  /// `name=value` of each that is read.
  private func read(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    guard NamedValue.mayBe(in: bytes.span) else { return [] }
    return NamedValue.all(in: bytes.span).map { pair in
      String(decoding: bytes[pair.name], as: UTF8.self) + "=" + String(decoding: bytes[pair.value], as: UTF8.self)
    }
  }

  @Test(arguments: [
    #"INFO saved {"id":4,"full_name":"Jane Roe"} in 3ms"#, #"payload={"user":{"full_name":"Jane Roe"}}"#,
    #"saved {\"full_name\":\"Jane Roe\"}"#, "saved {'id': 4, 'full_name': 'Jane Roe'}", "saved {id=4, full_name=Jane Roe}",
    #"level=info msg="saved" full_name="Jane Roe" dur=3ms"#, "level=info full_name=Jane Roe dur=3ms", "id=4;full_name=Jane Roe;plan=pro",
    "ctx: id=4; full_name=Jane Roe; plan=pro", "id=4|full_name=Jane Roe|plan=pro", #"User(id: 4, full_name: "Jane Roe", plan: pro)"#,
    "User(id: 4, full_name: Jane Roe)", "user:\n  id: 4\n  full_name: Jane Roe\n", #"{"full_name"=>"Jane Roe"}"#,
    "<u><full_name>Jane Roe</full_name></u>", #"<u full_name="Jane Roe"/>"#, #"<input name="full_name" value="Jane Roe">"#,
    "<s:B xmlns:s='urn:x'><s:full_name> Jane Roe </s:full_name></s:B>", "<full_name><![CDATA[Jane Roe]]></full_name>",
    "<dict><key>full_name</key><string>Jane Roe</string></dict>", "id,full_name,plan\n4,Jane Roe,pro\n", "id;full_name\r\n4;Jane Roe\r\n",
    "[user]\nfull_name = \"Jane Roe\"\nplan = pro", #"{:full_name=>"Jane Roe", :id=>4}"#, "user:{ID:4 full_name:Jane Roe Plan:pro}",
    "id\tfull_name\n4\tJane Roe", "bel.7;1,,,1,,1,;5,'id,'r\\,1;5,'full_name,'Jane Roe;6,'n,a",
    #"<s:Attribute Name="full_name"><s:AttributeValue>Jane Roe</s:AttributeValue></s:Attribute>"#, #"1,x,"{""full_name"": ""Jane Roe""}""#,
    "INSERT INTO people (id, full_name) VALUES (4, 'Jane Roe')", "insert into `p` (`full_name`, id) values ('Jane Roe', 4), ('x', 5)",
    "REPLACE INTO p (id, \"full_name\") VALUES (now(1, 2), N'Jane Roe')", "id|full_name|plan\n4|Jane Roe|pro\n",
    "Array\n(\n    [id] => 4\n    [full_name] => Jane Roe\n)", "*Id:* 4\n*full_name:*\nJane Roe\n",
    "--full_name=Jane Roe", "add --id=4 --full_name 'Jane Roe' --dry-run", #"add --full_name="Jane Roe""#,
    #"<row><field name="id">4</field><field name="full_name">Jane Roe</field></row>"#,
  ])
  func aValueIsNamed(_ text: String) {
    #expect(read(text).contains("full_name=Jane Roe"), "\(read(text))")
  }

  @Test(arguments: [
    "He said: call me at noon", "see https://app.test/a?b", "if a == b or a != c", "let x = y + z", "at 10:20:30", "std::vector",
    "a <= b, c >= d",
    "INSERT INTO people VALUES (4, 'Jane Roe')", "insert into the box (or not) what you like", "a -- b --c", "CREATE TABLE p (id int)",
    "npm run build -- --verbose", "<!-- --a b -->", "2 * 3: * 4",
    "Please read this, then that\nand the rest, too", "1 < 2 and 3 > 2", "no pairs here at all",
  ])
  func proseNamesNothing(_ text: String) {
    #expect(read(text) == [], "\(read(text))")
  }

  @Test func theNumberReadFromOneTextIsLimited() {
    #expect(read((0..<1_000).map { "k\($0)=v" }.joined(separator: " ")).count == NamedValue.maximumCount)
    #expect(read(String(repeating: "<a b='c'>d</a>", count: 1_000)).count <= NamedValue.maximumCount + 1)
  }
}
