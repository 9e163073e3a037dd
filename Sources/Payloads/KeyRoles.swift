/// What a key says about the values next to it and above it.
struct KeyRoles: Sendable {
  /// It names a sibling's value, or holds such a value: `{"name": "email", "value": "…"}`.
  var isLabel = false
  var isLabelled = false
  /// The same for keys that also mean other things: they only count together.
  var isPlainLabel = false
  var isPlainLabelled = false
  /// It states the type of the value that it holds: `{"stringValue": "…"}`; or it describes such a value.
  var isType = false
  var isAside = false

  /// It is a `name`, which may be anything's; or it is a means of contact, next to which a name is a person's.
  var isName = false
  var isContact = false
  /// It is a given name if a family name is next to it, or it is a family name.
  var isGiven = false
  var isFamily = false

  /// It names several values that stand in one text: `{"first_name|last_name": "Jane|Doe"}`.
  var isJoined = false

  /// The parts that it may have in a pair of siblings.
  var part: Pairing.Part = []

  init() {}

  /// The roles of a key, as written and as compared.
  init(_ key: String, name: String) {
    isLabel = Self.labels.contains(name)
    isLabelled = Self.labelled.contains(name)
    isPlainLabel = Self.plainLabels.contains(name)
    isPlainLabelled = Self.plainLabelled.contains(name)
    isType = Self.types.contains(key)
    isAside = Self.asides.contains(name)
    isName = name == "name"
    isContact = Self.contacts.contains(name)
    isGiven = Self.given.contains(name)
    isFamily = Self.families.contains(name)
    isJoined = key.utf8.contains(UInt8(ascii: "|"))
    part = Pairing.Part(name)
  }

  private static let labels: Set<String> = [
    "name", "key", "id", "field", "fieldname", "fieldid", "inputname", "label", "property", "propertyname", "elementid", "attribute", "k",
  ]
  private static let labelled: Set<String> = ["value", "val", "fieldvalue"]
  /// Keys that may hold a value, but only next to a key that can only be its name.
  private static let plainLabels: Set<String> = ["key", "field", "fieldname", "property", "propertyname", "attribute", "k"]
  private static let plainLabelled: Set<String> = ["text", "values", "v", "content"]
  /// The keys of typed values in protocol buffers, BigQuery, DynamoDB and Firestore.
  private static let types = words.union([
    "stringValue", "string_value", "intValue", "int_value", "integerValue", "doubleValue", "double_value", "floatValue", "float_value",
    "numberValue", "boolValue", "bool_value", "bytesValue", "arrayValue", "S", "N", "SS", "NS", "$numberLong", "$oid", "#text", "_text",
    "$t", "v",
    "string", "plainValue",
  ])
  /// The same for words that an app may use itself, too. They remain a step of the path.
  static let words: Set<String> = ["value", "val", "set", "content", "text", "rich_text", "plain_text", "plainText"]
  private static let contacts: Set<String> = [
    "email", "emailaddress", "mail", "useremail", "phone", "phonenumber", "mobile", "telephone", "tel", "avatar", "avatarurl", "avatarurls",
    "birthdate", "birthday", "dateofbirth", "gravatar",
  ]
  /// Words for a name, in languages that call the given name so, and words for the family name.
  private static let given: Set<String> = [
    "name", "nombre", "nome", "nom", "имя", "імя", "име", "ime", "imie", "nimi", "nev", "jmeno", "meno", "ad", "isim",
  ]
  private static let families: Set<String> = [
    "surname", "lastname", "familyname", "apellido", "apellidos", "cognome", "sobrenome", "apelido", "nazwisko", "prijmeni", "priezvisko",
    "sukunimi", "vezeteknev", "soyad", "soyadi", "prezime", "priimek", "фамилия", "прізвище", "презиме", "отчество",
  ]
  /// Keys next to such a value.
  private static let asides: Set<String> = [
    "type", "kind", "datatype", "valuetype", "format", "settimestampmicros", "timestamp", "updatedat", "lang", "isencrypted", "source",
  ]
}
