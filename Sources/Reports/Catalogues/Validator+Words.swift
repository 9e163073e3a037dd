import Knowledge

extension Validator {
  /// What a value must be, in words that follow "must be".
  var words: String {
    switch self {
    case .jwt: "a JWT whose header can be decoded"
    case .unsignedJWT: "a JWT without a signature"
    case .secret: "long and random enough for a secret"
    case .hashShape: "as long as a common hash, in hexadecimal digits"
    case .uuid: "a UUID"
    case .email: "an email address with a real domain"
    case .ipv4: "a public IPv4 address"
    case .ipv6: "a public IPv6 address"
    case .luhn: "a number with a valid Luhn checksum"
    case .iban: "an IBAN with valid check digits"
    case .truncatedIP: "an IP address whose last part is zero"
    case .phone: "written as a phone number"
    case .phoneInField: "6 to 15 digits, as phone numbers have"
    case .freetext: "several words that read like a person's text"
    case .words: "words that read like a name or a label"
    case .personName: "words that read like a person's name"
    case .anyCaseName: "words that read like a name, in upper or lower case"
    case .speakingName: "a name that quotes more than its event, such as a title or a number"
    case .notAtlassianID: "other than an Atlassian ID"
    case .notStock: "other than a message or phrase that programs show by themselves"
    case .notScreen: "other than the title of a screen"
    case .notNobody: "other than a word for no one, an app or a field"
    case .notSample: "other than a sample mailbox such as you@example.com"
    }
  }
}
