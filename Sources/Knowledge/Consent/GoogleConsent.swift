/// Consent in the parameters of requests of Google's tags.
///
/// Google documents neither `gcs` nor `gcd` completely; the letters of `gcd` are those that analysts agree on (looked up on
/// 2026-12-01, https://quartz.ctysse.net/consent-mode-flags).
package enum GoogleConsent {
  /// `G1xy`: x is `ad_storage`, y is `analytics_storage`; 1 is granted, 0 denied, `-` not set. Nil for anything else, and if
  /// neither is set.
  package static func gcs(_ text: String) -> ConsentVerdict? {
    let characters = Array(text.utf8)
    guard characters.count == 4, characters[0] == UInt8(ascii: "G"), characters[1] == UInt8(ascii: "1") else { return nil }
    var verdict = ConsentVerdict()
    for (purpose, character) in zip([ConsentPurpose.advertising, .analytics], characters[2...]) {
      switch character {
      case UInt8(ascii: "1"): verdict[purpose] = .granted
      case UInt8(ascii: "0"): verdict[purpose] = .denied
      case UInt8(ascii: "-"): break
      default: return nil
      }
    }
    return verdict.isEmpty ? nil : verdict
  }

  /// `1` and four pairs of a digit and a letter, for `ad_storage`, `analytics_storage`, `ad_user_data` and `ad_personalization`,
  /// and more that is ignored: `11t1t1p1p5`. The letter stands for the default and the update; `l` for neither. Nil for anything
  /// else, and if none is set.
  package static func gcd(_ text: String) -> ConsentVerdict? {
    let characters = Array(text.utf8)
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    guard 9...20 ~= characters.count, characters[0] == UInt8(ascii: "1") else { return nil }
    var choices: [ConsentChoice?] = []
    for at in stride(from: 1, to: 9, by: 2) {
      guard digits ~= characters[at] else { return nil }
      switch characters[at + 1] {
      case UInt8(ascii: "l"): choices.append(nil)
      // Denied: by default, by both, by the update alone, by the update of a granted default.
      case UInt8(ascii: "p"), UInt8(ascii: "q"), UInt8(ascii: "m"), UInt8(ascii: "u"): choices.append(.denied)
      case UInt8(ascii: "t"), UInt8(ascii: "v"), UInt8(ascii: "n"), UInt8(ascii: "r"): choices.append(.granted)
      default: return nil
      }
    }
    guard characters[9...].allSatisfy({ digits ~= $0 || UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 }) else { return nil }
    var verdict = ConsentVerdict()
    verdict[.advertising] = choices[0]
    verdict[.analytics] = choices[1]
    verdict[.personalisation] = choices[3]
    return verdict.isEmpty ? nil : verdict
  }

  /// `1` asks for non-personalised ads; any other value means nothing.
  package static func npa(_ text: String) -> ConsentVerdict? { text == "1" ? ConsentVerdict([.personalisation: .denied]) : nil }
}
