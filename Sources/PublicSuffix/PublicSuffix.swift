internal import CPSL

/// Finds which part of a host name belongs to one owner, by the Public Suffix List (publicsuffix.org) that libpsl contains.
public enum PublicSuffix {
  /// The registrable domain of a lower-case host: `example.co.uk` for `www.example.co.uk`; nil for an IP address, for a name
  /// without a dot, and for a public suffix itself.
  public static func registrableDomain(of host: String) -> String? {
    // The list would take the numbers of an IP address as labels. A name that ends in a number is an IP address (WHATWG URL § 3.5).
    if host.contains(":") || host.split(separator: ".").last?.allSatisfy({ ("0"..."9").contains($0) }) ?? false { return nil }
    // The list is libpsl's own constant data; the result points into `name`, which lives through the closure.
    return unsafe host.withCString { name in
      guard let list = unsafe psl_builtin(), let domain = unsafe psl_registrable_domain(list, name) else { return nil }
      return unsafe String(cString: domain)
    }
  }

  /// Whether the list contains `suffix`, so that someone can own a name below it: `com` and `co.uk` are listed, `png` is not.
  public static func isListed(_ suffix: String) -> Bool {
    // As above. PSL_TYPE_NO_STAR_RULE leaves out the rule that makes every unknown top level a suffix.
    unsafe suffix.withCString { name in
      guard let list = unsafe psl_builtin() else { return false }
      return unsafe psl_is_public_suffix2(list, name, PSL_TYPE_ANY | PSL_TYPE_NO_STAR_RULE) != 0
    }
  }
}
