/// A person who uses the app. All are made up, and their domains are reserved (RFC 2606).
struct Person {
  var name: String
  var email: String
  var account: String
  /// An IP address of a block that network tools use in examples of locations, because addresses for documentation are never
  /// reported.
  var ipAddress: String

  static let all: [Person] = [
    Person(
      name: "Ines Vandermeer", email: "ines.vandermeer@acme.example.com", account: "712020:5c1f0e52-8f0b-4b3c-9a53-0f6f0e6b7a11",
      ipAddress: "81.2.69.142"),
    Person(
      name: "Tomasz Okonjo", email: "tomasz.okonjo@acme.example.com", account: "557058:0a7d2c84-11c6-4c25-b0f7-6a1c8e9d2b34",
      ipAddress: "81.2.69.160"),
    Person(
      name: "Marisol Häkkinen", email: "m.hakkinen@globex.example.com", account: "5b10ac8d82e05b22cc7d4ef5", ipAddress: "67.43.156.12"),
    Person(
      name: "Devdan Achterberg", email: "devdan+jira@globex.example.com", account: "712020:d1a4b6c3-7c1e-4f64-8d2b-9b7a5e3c1f02",
      ipAddress: "67.43.156.77"),
    Person(
      name: "Ruth Abernethy-Cole", email: "ruth.cole@initech.example.com", account: "712020:9e7b1d35-42af-4a0f-8c69-2d5f7a8b6c13",
      ipAddress: "2.125.160.216"),
  ]
}

/// People who occur once.
extension Person {
  private static let givenNames = [
    ("Ines", "ines"), ("Tomasz", "tomasz"), ("Marisol", "marisol"), ("Devdan", "devdan"), ("Ruth", "ruth"), ("Zoë", "zoe"),
    ("Jörg", "jorg"), ("Aoife", "aoife"), ("Bartholomew", "bartholomew"), ("Chiara", "chiara"), ("Dagný", "dagny"), ("Emeka", "emeka"),
    ("Farida", "farida"), ("Gwen", "gwen"), ("Hiroshi", "hiroshi"), ("Ivana", "ivana"), ("Kwame", "kwame"), ("Lucía", "lucia"),
    ("Mehmet", "mehmet"), ("Noor", "noor"), ("Oluwaseun", "oluwaseun"), ("Priya", "priya"), ("Quentin", "quentin"),
  ]
  private static let beginnings = [
    "Ach", "Bar", "Cal", "Dun", "Eber", "Fal", "Gor", "Hasel", "Ing", "Jor", "Kes", "Lund", "Mar", "Nor", "Okon", "Pem", "Quil", "Ros",
    "Sten", "Tor", "Ulv", "Vander", "Wex", "Yar", "Zell",
  ]
  private static let middles = ["a", "be", "den", "er", "gar", "i", "ken", "lo", "man", "ni", "o", "ra", "sel", "ti", "u", "vi"]
  private static let endings = [
    "berg", "by", "cote", "dale", "ford", "gaard", "hurst", "ic", "jord", "kamp", "low", "meer", "nnen", "otti", "poulos", "quist", "rath",
    "sen", "thorpe", "wick",
  ]
  private static let companies = ["acme", "globex", "initech", "umbrella", "hooli", "vandelay", "wonka"]

  /// The person of a number: two numbers below four million give two names and two email addresses.
  ///
  /// IP addresses are those for documentation (RFC 3849, RFC 5737). There are a few hundred of version 4, so every second person
  /// has one of version 6, each of which is unique.
  init(stranger number: Int, _ random: inout SplitMix64) {
    // The factor is coprime to the number of names, so that neighbours differ and none is repeated.
    let names = Self.givenNames.count * Self.beginnings.count * Self.middles.count * Self.endings.count
    var rest = number * 104_729 % names
    let take = { (count: Int) in
      defer { rest /= count }
      return rest % count
    }
    let given = Self.givenNames[take(Self.givenNames.count)]
    let family =
      Self.beginnings[take(Self.beginnings.count)] + Self.middles[take(Self.middles.count)] + Self.endings[take(Self.endings.count)]
    // All names were used once: the next round has another initial.
    let initial = ["", "B", "C", "D", "E", "F", "G", "H", "J", "K", "L", "M", "N", "O", "P", "R", "S", "T", "V", "W", "Z"]
    let middle = initial[number / names % initial.count]
    name = [given.0, middle.isEmpty ? "" : "\(middle).", family].filter { !$0.isEmpty }.joined(separator: " ")
    let account = [given.1, middle, family].filter { !$0.isEmpty }.joined(separator: ".").lowercased()
    email = "\(account)@\(random.pick(Self.companies)).example.\(random.pick(["com", "net", "org"]))"
    self.account = "712020:\(random.uuid())"
    let block = ["192.0.2", "198.51.100", "203.0.113"][number / 2 % 3]
    ipAddress =
      number.isMultiple(of: 2)
      ? "\(block).\(1 + number / 6 % 254)"
      : "2001:db8:\(random.hex(4)):\(String(number >> 16, radix: 16))::\(String(number & 0xffff, radix: 16))"
  }
}
