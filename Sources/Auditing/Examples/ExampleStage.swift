import Bytes
import Captures
import Knowledge
import Vocabulary

/// Builds the request of an example: it goes to a made-up vendor whose dialect has the example's fields.
struct ExampleStage {
  static let host = "collect.example"

  private(set) var bytes: [UInt8] = []
  private(set) var record: Record
  private(set) var destinations: [Destination] = []
  /// The host of the request, for an example about a host; nil for the made-up vendor.
  private(set) var host: String?
  private var fields: [(canonical: String, pattern: WirePattern)] = []
  private var exchange = Exchange()

  init(_ rule: Rule, _ example: Rule.Example, _ known: [Destination]) {
    record = Record(index: 0, range: 0..<0, origin: Position(), content: .event(0..<0))
    switch example.subject {
    case .text(let value, let field, let key):
      let key = key ?? rule.keys.first?.example ?? "text"
      place(value, at: field ?? rule.places.first, key: key, type: rule.conditions.events.first, event: example.eventName)
    case .event(let fields):
      event(fields, type: rule.conditions.events.first)
    case .onward, .names, .events: host = ""
    case .url(let url):
      exchange.url = add(url)
      host = exchange.url.flatMap { Navigation.host(of: $0, bytes.span) } ?? ""
      if let text = example.body {
        var body = Exchange.Body()
        body.text = add(text)
        exchange.requestBody = body
      }
      // Signals of the browser are headers of the request itself.
      if let signal = example.signal?.split(separator: ": "), signal.count == 2, ["Sec-GPC", "DNT"].contains(signal[0]) {
        exchange.requestHeaders = [pair(String(signal[0]), String(signal[1]))]
      }
    }
    let vendor = Destination(
      id: "example", name: "Example", category: rule.conditions.categories.sorted().first ?? "product-analytics",
      hosts: [Self.host], shapes: [], events: [WirePattern("body")].compactMap { $0 }, recordsIP: true,
      details: { [fields] in Destination.Details(fields: fields, types: ["default": .track]) })
    destinations = host == nil ? [vendor] : known
    record = Record(index: 0, range: 0..<bytes.count, origin: Position(), content: content(for: rule))
  }

  /// A rule about logs gets the body as an event, and any other rule the request.
  private func content(for rule: Rule) -> Record.Content {
    if rule.conditions.capture == .events, let body = exchange.requestBody?.text { return .event(body.range) }
    return .exchange(exchange)
  }

  /// Puts a value where a rule searches: at a place of the request, or into a body whose dialect makes it the canonical field.
  private mutating func place(_ value: String, at place: String?, key: String, type: EventType?, event: String?) {
    let url = "https://\(Self.host)/v1/collect"
    exchange.url = add(url)
    switch place {
    case "url", "url.path", "url.query", "url.fragment":
      if value.contains("://") || value.hasPrefix("/") {
        exchange.url = add(value)
      } else {
        exchange.url = add(place == "url.fragment" ? "\(url)#\(value)" : place == "url.path" ? "\(url)/\(value)" : "\(url)?\(key)=\(value)")
      }
    case "cookie":
      exchange.requestHeaders = [pair("cookie", value.contains("=") ? value : "\(key)=\(value)")]
    case .some(let header) where header.hasPrefix("header."):
      exchange.requestHeaders = [pair(String(header.dropFirst("header.".count)), value)]
    case "response":
      exchange.responseHeaders = [pair("location", value)]
    default:
      var members = [("example", [(key, value)])]
      if type != nil || event != nil {
        members.append(("event", [("type", (type ?? .track).rawValue), ("name", event ?? "Example")]))
      }
      declare("event.type", "event.type")
      declare("event.name", "event.name")
      if let place, place != "body" { declare(place, place.hasSuffix(".*") ? "example.*" : "example.\(key)") }
      body(members)
    }
  }

  private mutating func event(_ fields: [String: String], type: EventType?) {
    var members: [(String, String)] = []
    for (index, (canonical, value)) in fields.sorted(by: { $0.key < $1.key }).enumerated() {
      declare(canonical, "example.f\(index)")
      members.append(("f\(index)", value))
    }
    if fields["event.type"] == nil {
      declare("event.type", "example.type")
      members.append(("type", (type ?? .track).rawValue))
    }
    exchange.url = add("https://\(Self.host)/v1/collect")
    body([("example", members)])
  }

  private mutating func declare(_ canonical: String, _ pattern: String) {
    if let pattern = WirePattern(pattern) { fields.append((canonical, pattern)) }
  }

  private mutating func body(_ objects: [(String, [(String, String)])]) {
    var writer = JSONWriter()
    writer.object { writer in
      for (name, members) in objects {
        writer.key(name)
        writer.object { writer in
          for (key, value) in members { writer.member(key, value) }
        }
      }
    }
    var body = Exchange.Body()
    body.text = add(writer.text)
    exchange.requestBody = body
  }

  private mutating func pair(_ name: String, _ value: String) -> Exchange.Pair { Exchange.Pair(name: add(name), value: add(value)) }

  /// Adds a text to the record's bytes, between quotes as in a file.
  private mutating func add(_ text: String) -> JSONString { bytes.appendQuoted(text.utf8) }
}
