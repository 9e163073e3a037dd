/// The headers that Chrome sends and servers respond with, HTTP/2 pseudo-headers first.
extension Load {
  static let userAgent = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/145.0.0.0 Safari/537.36"

  var requestHeaders: [(String, String)] {
    var all = [
      (":authority", host), (":method", method), (":path", target), (":scheme", "https"),
      ("accept", kind.destination.accept), ("accept-encoding", "gzip, deflate, br, zstd"), ("accept-language", "en-GB,en;q=0.9,de;q=0.8"),
      ("cache-control", "no-cache"), ("pragma", "no-cache"),
    ]
    if let body {
      all += [("content-length", String(body.text.utf8.count)), ("content-type", body.type)]
    }
    if !cookies.isEmpty {
      all.append(("cookie", cookies.map { "\($0.0)=\($0.1)" }.joined(separator: "; ")))
    }
    if crossesOrigins || method == "POST" { all.append(("origin", origin)) }
    // `strict-origin-when-cross-origin`, the default policy of browsers: other origins receive only the origin.
    all += [("priority", "u=1, i"), ("referer", crossesOrigins ? "\(origin)/" : referrer)]
    all += [
      ("sec-ch-ua", "\"Not:A-Brand\";v=\"99\", \"Google Chrome\";v=\"145\", \"Chromium\";v=\"145\""),
      ("sec-ch-ua-mobile", "?0"), ("sec-ch-ua-platform", "\"Linux\""),
      ("sec-fetch-dest", kind.destination.dest), ("sec-fetch-mode", kind == .document ? "navigate" : "cors"),
      ("sec-fetch-site", crossesOrigins ? "cross-site" : "same-origin"), ("sec-fetch-storage-access", "active"),
      ("user-agent", Self.userAgent),
    ]
    return all + headers
  }

  func allResponseHeaders(size: Int, _ random: inout SplitMix64) -> [(String, String)] {
    var all = [
      ("access-control-allow-credentials", "true"), ("access-control-allow-origin", origin), ("access-control-max-age", "600"),
      ("alt-svc", "h3=\":443\"; ma=86400"),
      (
        "cache-control", kind == .fetch || kind == .document ? "no-cache, no-store, must-revalidate" : "public, max-age=31536000, immutable"
      ),
      ("content-encoding", "br"), ("content-length", String(size)), ("content-type", responseType),
      ("date", "Mon, 02 Mar 2026 08:\(random.int(10...59)):\(random.int(10...59)) GMT"), ("etag", "W/\"\(random.hex(32))\""),
      ("nel", "{\"failure_fraction\": 0.01, \"include_subdomains\": true, \"max_age\": 600, \"report_to\": \"endpoint-1\"}"),
      ("server", "edge"), ("strict-transport-security", "max-age=63072000; includeSubDomains; preload"),
      ("timing-allow-origin", "*"), ("vary", "Accept-Encoding, Origin"), ("via", "1.1 \(random.hex(32)).cdn.app.example (edge)"),
      ("x-amz-cf-id", random.letters(54) + "=="), ("x-amz-cf-pop", "FRA56-P\(random.int(1...9))"), ("x-cache", "Hit from edge"),
      ("x-content-type-options", "nosniff"), ("x-request-id", random.hex(32)),
    ]
    if kind == .document {
      all.append(
        (
          "content-security-policy",
          "default-src 'none'; script-src 'self' 'nonce-\(random.letters(22))' https://cdn.app.example; img-src * data:; connect-src *; frame-ancestors https://*.atlassian.net"
        ))
    }
    return all + responseHeaders
  }
}
