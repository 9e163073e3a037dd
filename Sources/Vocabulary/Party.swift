/// Who received something, seen from the app.
package enum Party: String, CaseIterable, Sendable {
  case first, platform, third
}
