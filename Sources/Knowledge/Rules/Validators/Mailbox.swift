import Bytes
internal import PublicSuffix

/// Recognises mailboxes (RFC 5321 § 4.1.2) among the many other texts with an `@`.
///
/// Every email address of a log is tested several times, so the test works on bytes and converts only the domain to a string, at the end.
package enum Mailbox {
  /// Whether a whole text is a mailbox.
  package static func isMailbox(_ value: Span<UInt8>) -> Bool {
    guard value.count <= 254, let at = value.last(UInt8(ascii: "@"), in: 0..<value.count) else { return false }
    return isLocalPart(value.extracting(0..<at)) && isDomain(value.extracting(at + 1..<value.count))
  }

  private static func isLocalPart(_ local: Span<UInt8>) -> Bool {
    guard 1...64 ~= local.count, local[0] != dot, local[local.count - 1] != dot else { return false }
    for at in 1..<local.count where local[at] == dot && local[at - 1] == dot { return false }
    // `git@host:path` is the location of a repository, and 32 hex digits are the key of a Sentry DSN.
    return !local.isText("git") && !Tokens.isHash(local)
  }

  private static func isDomain(_ domain: Span<UInt8>) -> Bool {
    var labels: [Range<Int>] = []
    var start = 0
    for at in 0...domain.count where at == domain.count || domain[at] == dot {
      guard 1...63 ~= at - start, domain[start] != hyphen, domain[at - 1] != hyphen else { return false }
      labels.append(start..<at)
      start = at + 1
    }
    guard labels.count >= 2, labels[labels.count - 1].contains(where: { domain[$0] >= 0x80 || ByteClass.isLetter(domain[$0]) }) else {
      return false
    }
    let top = String(copying: domain.extracting(labels[labels.count - 1])).lowercased()
    // `logo@2x.png`: a file extension means a file, even if it is also a top-level domain.
    if labels.count == 2, UInt8(ascii: "0")...UInt8(ascii: "9") ~= domain[0], files.contains(top) { return false }
    if notMailboxes.contains(where: { domain.isBelow($0) }) { return false }
    if reserved.contains(top) || PublicSuffix.isListed(top) { return true }
    // Below some top-level domains no one registers names directly, so the list has only their subdomains: `co.za`, `*.bd`.
    let second = String(copying: domain.extracting(labels[labels.count - 2])).lowercased()
    return PublicSuffix.isListed("\(second).\(top)")
  }

  private static let dot = UInt8(ascii: ".")
  private static let hyphen = UInt8(ascii: "-")

  private static let files: Set<String> = ["mov", "zip", "app", "dev", "sh", "py", "pl", "rs", "md", "ps", "ai", "so", "cc", "mk"]

  /// Top-level names that have no owner and are used in tests, examples and internal networks (RFC 6761, RFC 6762 appendix G).
  private static let reserved: Set<String> = ["test", "example", "invalid", "local", "internal", "corp", "lan", "home"]

  /// Domains where `name@domain` identifies something other than a mailbox: browser add-ons, DSNs of error trackers.
  private static let notMailboxes = ["mozilla.org", "mozilla.com", "sentry.io"].map { Array($0.utf8) }
}

extension Span<UInt8> {
  /// Whether it equals a text of ASCII letters, in any case.
  fileprivate func isText(_ text: StaticString) -> Bool {
    guard count == text.utf8CodeUnitCount else { return false }
    return zip(indices, "\(text)".utf8).allSatisfy { self[$0] | 0x20 == $1 }
  }

  /// Whether it equals `domain`, which is in lower case, or is a host below it.
  fileprivate func isBelow(_ domain: [UInt8]) -> Bool {
    let start = count - domain.count
    guard start == 0 || start > 0 && self[start - 1] == UInt8(ascii: ".") else { return false }
    return domain.indices.allSatisfy { ByteClass.folded(self[start + $0]) == domain[$0] }
  }
}
