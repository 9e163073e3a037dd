import Bytes
internal import PublicSuffix

/// Mailboxes (RFC 5321 § 4.1.2), told apart from the many other things that have an `@`.
enum Mailbox {
  static func isMailbox(_ value: Span<UInt8>) -> Bool {
    let text = String(copying: value).lowercased()
    guard let at = text.lastIndex(of: "@"), text.utf8.count <= 254 else { return false }
    let local = text[..<at]
    let domain = text[text.index(after: at)...]
    return isLocalPart(local) && isDomain(domain)
  }

  private static func isLocalPart(_ local: Substring) -> Bool {
    guard 1...64 ~= local.utf8.count, !local.hasPrefix("."), !local.hasSuffix("."), !local.contains("..") else { return false }
    // `git@host:path` is the place of a repository, and 32 hex digits are the key of a Sentry DSN.
    return local != "git" && !Tokens.isHash(Array(local.utf8).span)
  }

  private static func isDomain(_ domain: Substring) -> Bool {
    let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count >= 2, let top = labels.last, top.contains(where: \.isLetter) else { return false }
    for label in labels {
      guard 1...63 ~= label.utf8.count, !label.hasPrefix("-"), !label.hasSuffix("-") else { return false }
    }
    // `logo@2x.png`: what ends like a file is one, even where the ending has become a top-level domain.
    if labels.count == 2, files.contains(String(top)), labels[0].first?.isNumber == true { return false }
    if notMailboxes.contains(where: { domain == $0 || domain.hasSuffix("." + $0) }) { return false }
    // Below some top-level domains nobody registers anything, so that the list has only what is below: `co.za`, `*.bd`.
    return reserved.contains(String(top)) || PublicSuffix.isListed(String(top))
      || PublicSuffix.isListed(labels.suffix(2).joined(separator: "."))
  }

  private static let files: Set<String> = ["mov", "zip", "app", "dev", "sh", "py", "pl", "rs", "md", "ps", "ai", "so", "cc", "mk"]

  /// Top-level names that are nobody's but that tests, examples and inner networks use (RFC 6761, RFC 6762 appendix G).
  private static let reserved: Set<String> = ["test", "example", "invalid", "local", "internal", "corp", "lan", "home"]

  /// Domains whose `name@domain` are ids of something else: browser add-ons, DSNs of error trackers.
  private static let notMailboxes = ["search.mozilla.org", "mozilla.org", "mozilla.com", "ingest.sentry.io", "sentry.io"]
}
