/// What kind of thing a rule is about.
package enum Category: String, CaseIterable, Sendable {
  case credential
  case personalData = "personal-data"
  case pageContext = "page-context"
  case userContent = "user-content"
  case destination, schema, consent
}
