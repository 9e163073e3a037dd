import Testing

@testable import Knowledge

@Suite struct AddressValidatorTests {
  // MARK: Mailboxes

  @Test(arguments: [
    "jane.roe@example.com", "JANE.ROE@EXAMPLE.COM", "jane.roe+jira@copperline.dev", "o'neil_99@forms.example", "j@tallgrass.co.uk",
    "jane@build.internal",
    "jane@bücher.example", "jane@xn--bcher-kva.example", "disposable.style.email.with+symbol@example.com", "1234567890@example.com",
    "jane@forms.zip",
  ])
  func mailboxesAreMailboxes(_ text: String) {
    #expect(Validator.email.accepts(text))
  }

  @Test(arguments: [
    // RFC 5321 § 4.1.2: no empty part, no dot at an end or twice, labels of a domain that begin and end with a letter or digit.
    "jane", "@example.com", "jane@", "jane@@", ".jane@example.com", "jane.@example.com", "jane..roe@example.com", "jane@example",
    "jane@-a.example",
    "jane@a-.example", "jane@a..example", "jane@.example", "jane@192.0.2.7",
    // Other texts with an `@`.
    "logo@2x.png", "icon@3x.webp", "jquery@2.2.4.js", "react@18.2.0", "backend@23.4.0", "@forge/ui@2.1.0",
    "8F99160E571FC0427F000101@AdobeOrg",
    "git@github.com", "duckduckgo@search.mozilla.org", "uBlock0@raymondhill.net@mozilla.org",
    "5f0b6a1c2d3e4f5061728394a5b6c7d8@o1.ingest.sentry.io",
    "main@latest", "intro@2x.mov", "a@1.zip", "%EMAIL%@", "$UID@HOST",
  ])
  func lookalikesOfMailboxesAreNot(_ text: String) {
    #expect(!Validator.email.accepts(text))
  }

  // MARK: IPv4

  @Test(arguments: [
    "8.8.8.8", "81.2.69.142", "203.0.113.7", "198.51.100.200", "192.0.2.33", "172.32.0.1", "100.128.0.1", "223.255.255.254",
  ])
  func globalAddressesAreSomebodys(_ text: String) {
    #expect(Validator.ipv4.accepts(text, key: "clientip"))
  }

  /// RFC 6890 § 2.2.2, and texts that are not IP addresses.
  @Test(arguments: [
    "0.0.0.0", "0.1.2.3", "10.1.2.3", "100.64.0.1", "127.0.0.1", "169.254.9.9", "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.168.1.20",
    "198.18.0.1", "198.19.255.255", "224.0.0.1", "255.255.255.255", "256.1.1.1", "1.2.3", "1.2.3.4.5", "01.2.3.4", "1.2.3.04", "1.2.3.",
    "a.b.c.d",
    "", "1.2.3.-4", "+1.2.3.4",
  ])
  func otherAddressesAreNobodys(_ text: String) {
    #expect(!Validator.ipv4.accepts(text, key: "clientip"))
  }

  @Test(arguments: ["1.3.4.1", "4.18.2.1", "9.4.7.6", "23.4.0.1", "1.31.31.31"])
  func versionsAndOutlinesAreNoAddressesUnlessTheirKeySaysSo(_ text: String) {
    #expect(!Validator.ipv4.accepts(text, key: "version"))
    #expect(!Validator.ipv4.accepts(text))
    #expect(Validator.ipv4.accepts(text, key: "remoteaddr"))
  }

  @Test(arguments: ["81.2.69.0", "81.2.0.0", "112.0.0.0", "2a02:cf40:1f::", "2001:db8::", "2001:218:4c1:0:0:0:0:0"])
  func whatNamesANetworkIsTruncated(_ text: String) {
    #expect(Validator.truncatedIP.accepts(text, key: "ip"))
    #expect(!Validator.ipv4.accepts(text, key: "ip") && !Validator.ipv6.accepts(text, key: "ip"))
  }

  @Test(arguments: ["81.2.69.142", "10.0.0.0", "0.0.0.0", "2a02:cf40:1f::1", "2001:218:4c1:8::", "fe80::", "1.2.3"])
  func otherAddressesAreNotTruncated(_ text: String) {
    #expect(!Validator.truncatedIP.accepts(text, key: "ip"))
  }

  // MARK: IPv6

  /// The forms of RFC 4291 § 2.2 and RFC 5952 § 4, which are equal.
  @Test(arguments: [
    "2001:DB8:0:0:8:800:200C:417A", "2001:db8::8:800:200c:417a", "2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1", "2001:db8::1",
    "2001:0db8::0001",
    "2001:db8:aaaa:bbbb:cccc:dddd:eeee:aaaa", "2a02:cf40:1f::a7e:19", "[2001:db8::1]", "2001:db8::1%eth0",
    "::ffff:203.0.113.7",
    "2001:db8::203.0.113.7",
  ])
  func globalIPv6IsSomebodysInEveryForm(_ text: String) {
    #expect(Validator.ipv6.accepts(text))
  }

  @Test(arguments: [
    "::", "::1", "fe80::1", "fc00::1", "fd00::1", "ff02::1", "::ffff:192.168.1.1", "::ffff:127.0.0.1",
    // Not IP addresses: times, hashes, too few groups, too many, two gaps, too long a group.
    "20:27:38", "2001:db8", "1:2:3:4:5:6:7", "2001:1:2:3:4:5:6:7:8", "2001::1::2", "2001:db8::12345", "2001:db8::g", "", ":", ":::",
    "2001:db8:1:2:3:4:5:6:", "a:b", "std::vector", "::ffff:1.2.3", "2001:db8::+1",
  ])
  func otherIPv6IsNobodys(_ text: String) {
    #expect(!Validator.ipv6.accepts(text))
  }
}
