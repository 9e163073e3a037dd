/// What a key says of the values beside it and above it.
struct KeyRoles: Sendable {
  /// It says what a sibling's value is, or holds such a value: `{"name": "email", "value": "…"}`.
  var isLabel = false
  var isLabelled = false
  /// The same, of keys that also mean other things: they count only together.
  var isPlainLabel = false
  var isPlainLabelled = false
  /// It says of which type the value is that it holds: `{"stringValue": "…"}`; or it says more of such a value.
  var isType = false
  var isAside = false

  /// It is a `name`, which may be anything's; or it is how somebody is reached, beside which a name is a person's.
  var isName = false
  var isContact = false

  /// What it may be to its siblings where they stand in pairs.
  var part: Pairing.Part = []

  init() {}

  /// The roles of a key, as it was written and as it is compared.
  init(_ key: String, name: String) {
    isLabel = Self.labels.contains(name)
    isLabelled = Self.labelled.contains(name)
    isPlainLabel = Self.plainLabels.contains(name)
    isPlainLabelled = Self.plainLabelled.contains(name)
    isType = Self.types.contains(key)
    isAside = Self.asides.contains(name)
    isName = name == "name"
    isContact = Self.contacts.contains(name)
    part = Pairing.Part(name)
  }

  private static let labels: Set<String> = [
    "name", "key", "id", "field", "fieldname", "label", "property", "propertyname", "elementid", "attribute", "k",
  ]
  private static let labelled: Set<String> = ["value", "val"]
  /// Keys that hold a value as well, but only beside a key that says nothing else than what it is the name of.
  private static let plainLabels: Set<String> = ["key", "field", "fieldname", "property", "propertyname", "attribute", "k"]
  private static let plainLabelled: Set<String> = ["text", "values", "v", "content"]
  /// What protocol buffers, BigQuery, DynamoDB and Firestore call a value by its type, and how values are held that have one.
  private static let types: Set<String> = [
    "stringValue", "string_value", "intValue", "int_value", "integerValue", "doubleValue", "double_value", "floatValue", "float_value",
    "numberValue", "boolValue", "bool_value", "bytesValue", "arrayValue", "S", "N", "SS", "NS", "value", "val", "$numberLong", "$oid",
    "#text", "_text", "$t", "v",
    "string", "plainValue",
  ]
  private static let contacts: Set<String> = [
    "email", "emailaddress", "mail", "useremail", "phone", "phonenumber", "mobile", "telephone", "tel", "avatar", "avatarurl", "avatarurls",
    "birthdate", "birthday", "dateofbirth", "gravatar",
  ]
  /// What stands beside such a value.
  private static let asides: Set<String> = [
    "type", "kind", "datatype", "valuetype", "format", "settimestampmicros", "timestamp", "updatedat", "lang", "isencrypted", "source",
  ]
}
