/// IP addresses that identify a network or a person: global ones. Private, loopback, link-local, multicast and unspecified ones do
/// not (RFC 6890). Documentation ranges count as global, because examples use them for such.
package enum InternetAddress {
  /// A dotted quad that is an IP address and not a version number. A key that says IP address decides it.
  package static func isIPv4(_ value: Span<UInt8>, key: String) -> Bool {
    guard let octets = octets(value), isGlobal(octets), octets[3] != 0 else { return false }
    if namesIPAddress(key) { return true }
    // Versions have small numbers and end in zeros: 4.18.2.1, 112.0.0.0.
    return !octets.allSatisfy { $0 < 32 }
  }

  /// An IPv6 address in any of its written forms (RFC 4291 § 2.2), global or with a global IPv4 address inside.
  package static func isIPv6(_ value: Span<UInt8>) -> Bool {
    guard let groups = groups(value) else { return false }
    if groups[0..<5].allSatisfy({ $0 == 0 }), groups[5] == 0xFFFF {
      return isGlobal([UInt8(groups[6] >> 8), UInt8(groups[6] & 0xFF), UInt8(groups[7] >> 8), UInt8(groups[7] & 0xFF)])
    }
    return groups[0] >> 13 == 1 && !isNetwork(groups)
  }

  /// A global IP address that identifies a network and no host: the last octet, or everything after the site's 48 bits, is zero.
  package static func isTruncated(_ value: Span<UInt8>) -> Bool {
    if let octets = octets(value) { return isGlobal(octets) && octets[3] == 0 }
    return groups(value).map { $0[0] >> 13 == 1 && isNetwork($0) } ?? false
  }

  private static func isNetwork(_ groups: [UInt16]) -> Bool { groups[3...].allSatisfy { $0 == 0 } }

  private static func namesIPAddress(_ key: String) -> Bool {
    key == "ip" || key.hasSuffix("ip") || key.hasPrefix("ip") || key.contains("addr") || key.contains("forwarded")
  }

  private static func octets(_ value: Span<UInt8>) -> [UInt8]? {
    guard 7...15 ~= value.count else { return nil }
    var octets: [UInt8] = []
    var number = 0
    var digits = 0
    for at in 0...value.count {
      if at == value.count || value[at] == UInt8(ascii: ".") {
        // A leading zero makes it octal for some programs and decimal for others.
        guard 1...3 ~= digits, number <= 255, digits == 1 || value[at - digits] != UInt8(ascii: "0") else { return nil }
        octets.append(UInt8(number))
        (number, digits) = (0, 0)
      } else {
        guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= value[at], digits < 3 else { return nil }
        number = number * 10 + Int(value[at] - UInt8(ascii: "0"))
        digits += 1
      }
    }
    return octets.count == 4 ? octets : nil
  }

  private static func isGlobal(_ octets: [UInt8]) -> Bool {
    switch (octets[0], octets[1]) {
    case (0, _), (10, _), (127, _), (224..., _), (169, 254), (192, 168), (100, 64..<128), (172, 16..<32), (198, 18..<20): false
    case (192, 0): octets[2] != 0
    default: true
    }
  }

  /// The eight groups of an IPv6 address (RFC 4291 § 2.2), perhaps in brackets and with a zone; nil if it is none.
  private static func groups(_ value: Span<UInt8>) -> [UInt16]? {
    var (at, end) = (0, value.count)
    if end >= 2, value[0] == UInt8(ascii: "["), value[end - 1] == UInt8(ascii: "]") { (at, end) = (1, end - 1) }
    if let zone = value.first(UInt8(ascii: "%"), in: at..<end) { end = zone }
    var groups: [UInt16] = []
    groups.reserveCapacity(8)
    /// How many groups precede `::`.
    var gap: Int?
    if end - at >= 2, value[at] == UInt8(ascii: ":"), value[at + 1] == UInt8(ascii: ":") { (gap, at) = (0, at + 2) }
    while at < end {
      let start = at
      var number: UInt16 = 0
      while at < end, at < start + 4, let digit = Hex.value(of: value[at]) {
        number = number << 4 | UInt16(digit)
        at += 1
      }
      if at < end, value[at] == UInt8(ascii: ".") {
        guard let octets = octets(value.extracting(start..<end)) else { return nil }
        groups += [UInt16(octets[0]) << 8 | UInt16(octets[1]), UInt16(octets[2]) << 8 | UInt16(octets[3])]
        break
      }
      guard at > start, groups.count < 8 else { return nil }
      groups.append(number)
      if at == end { break }
      guard value[at] == UInt8(ascii: ":"), at + 1 < end else { return nil }
      at += 1
      if value[at] == UInt8(ascii: ":") {
        guard gap == nil else { return nil }
        (gap, at) = (groups.count, at + 1)
      }
    }
    guard let gap else { return groups.count == 8 ? groups : nil }
    guard groups.count < 8 else { return nil }
    groups.insert(contentsOf: repeatElement(0, count: 8 - groups.count), at: gap)
    return groups
  }
}
