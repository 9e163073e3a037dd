package import Detecting
import Knowledge
package import Vocabulary

extension Mitigation: PartValue {}
extension EventType: PartValue {}
extension EventType: Comparable {
  package static func < (a: EventType, b: EventType) -> Bool { a.rawValue < b.rawValue }
}
extension Folding.Level: PartValue {}

extension Folding: PartValue {
  func write(to part: inout PartWriter) {
    level.write(to: &part)
    destinations.write(to: &part)
  }

  init(from part: inout PartReader) throws(PartError) {
    self.init()
    level = try part.value()
    destinations = try part.value()
  }
}

extension Sighting: PartValue {
  func write(to part: inout PartWriter) { part.write(capture, ordinal, number) }

  init(from part: inout PartReader) throws(PartError) {
    self.init(capture: try part.value(), ordinal: try part.value(), number: try part.value())
  }
}

extension Finding.Place: PartValue {
  func write(to part: inout PartWriter) {
    capture.write(to: &part)
    part.write(record, line)
    time.write(to: &part)
  }

  init(from part: inout PartReader) throws(PartError) {
    self.init(capture: try part.value(), record: try part.value(), line: try part.value(), time: try part.value())
  }
}

extension Finding.Occurrence: PartValue {
  func write(to part: inout PartWriter) {
    part.write(capture, path, field, excerpt)
    layers.write(to: &part)
    part.write(record, start, end, line, column)
    source.write(to: &part)
    token.write(to: &part)
  }

  /// Values are never written.
  init(from part: inout PartReader) throws(PartError) {
    let (capture, path, field, excerpt) = (try part.text(), try part.text(), try part.text(), try part.text())
    let layers: [String] = try part.value()
    self.init(
      capture: capture, record: try part.value(), path: path, field: field, layers: layers, start: try part.value(), end: try part.value(),
      line: try part.value(), column: try part.value(), excerpt: excerpt, value: nil)
    source = try part.value()
    token = try part.value()
  }
}

extension Examples.Example: PartValue {
  func write(to part: inout PartWriter) {
    sighting.write(to: &part)
    occurrence.write(to: &part)
  }

  init(from part: inout PartReader) throws(PartError) { self.init(sighting: try part.value(), occurrence: try part.value()) }
}

extension Change: PartValue {
  func write(to part: inout PartWriter) {
    remedy.write(to: &part)
    step.write(to: &part)
    path.write(to: &part)
  }

  init(from part: inout PartReader) throws(PartError) {
    self.init(remedy: try part.value(), step: try part.value(), path: try part.value())
  }
}

extension RecordDestination: PartValue {
  func write(to part: inout PartWriter) {
    destination.write(to: &part)
    switch standing {
    case .vendor: 0.write(to: &part)
    case .collector(let domain):
      1.write(to: &part)
      domain.write(to: &part)
    case .ownInstance: 2.write(to: &part)
    case .platform: 3.write(to: &part)
    case .domain(let domain):
      4.write(to: &part)
      domain.write(to: &part)
    }
    host.write(to: &part)
    wrapper.write(to: &part)
  }

  init(from part: inout PartReader) throws(PartError) {
    let destination: Int? = try part.value()
    if let destination, !(0..<part.destinations ~= destination) { throw .damaged }
    let kind: Int = try part.value()
    let standing: Standing
    switch kind {
    case 0: standing = .vendor
    case 1: standing = .collector(try part.value())
    case 2: standing = .ownInstance
    case 3: standing = .platform
    case 4: standing = .domain(try part.value())
    default: throw .damaged
    }
    self.init(destination: destination, standing: standing, host: try part.value(), wrapper: try part.value())
  }
}

extension TokenFacts: PartValue {
  func write(to part: inout PartWriter) {
    part.write(kind.rawValue, algorithm, issuer)
    part.write(isUnsigned, expires)
    secondsLeft.write(to: &part)
    claims.write(to: &part)
  }

  init(from part: inout PartReader) throws(PartError) {
    let (kind, algorithm, issuer): (String, String?, String?) = (try part.value(), try part.value(), try part.value())
    let (isUnsigned, expires): (Bool, Bool) = (try part.value(), try part.value())
    guard let kind = Kind(rawValue: kind) else { throw .damaged }
    self.init(
      kind: kind, algorithm: algorithm, isUnsigned: isUnsigned, issuer: issuer, secondsLeft: try part.value(), expires: expires,
      claims: try part.value())
  }
}
