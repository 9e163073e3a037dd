/// Requests without a body that send everything in their query, like tracking pixels and redirects.
extension Visit {
  /// One of them.
  mutating func beacon() -> Load {
    switch random.int(0...2) {
    case 0:
      beacon(
        "www.google-analytics.com", "/collect",
        [
          ("v", "1"), ("t", "pageview"), ("tid", "UA-0000000-1"), ("cid", "\(random.int(100_000_000...999_999_999)).1772438400"),
          ("uid", person.account), ("dl", frame), ("dr", outer), ("dt", title), ("sr", "1920x1080"),
          ("z", "\(random.int(1...999_999_999))"),
        ])
    case 1:
      beacon(
        "acmeforms.matomo.cloud", "/matomo.php",
        [
          ("idsite", "1"), ("rec", "1"), ("action_name", title), ("url", frame), ("urlref", outer), ("uid", person.email),
          ("_id", random.hex(16)), ("rand", "\(random.int(100_000...999_999))"), ("cip", person.ipAddress), ("res", "1920x1080"),
        ])
    default:
      beacon(
        "www.facebook.com", "/tr/",
        [
          ("id", "100000000000001"), ("ev", "PageView"), ("dl", frame), ("rl", outer), ("if", "true"),
          ("ts", "\(1_772_438_400_000 + index)"), ("udff[em]", person.email), ("fbp", "fb.1.1772438400.\(random.int(1...999_999_999))"),
        ])
    }
  }

  private func beacon(_ host: String, _ path: String, _ query: [(String, String)]) -> Load {
    var load = Load(kind: .analytics, host: host, path: path, query: query, referrer: frame)
    load.responseType = "image/gif"
    load.content = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
    load.contentEncoding = "base64"
    return load
  }
}
