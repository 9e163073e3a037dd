import Bytes
import Detecting
import Knowledge

/// Limits the number of kinds of findings by combining some.
extension FindingCollector {
  /// The number of the aggregate for a new key, with the current level of folding.
  mutating func number(of key: Key, _ recordDestination: RecordDestination) -> Int {
    let folded = folded(key, recordDestination)
    if let known = numbers[folded] { return known }
    let number = aggregates.count
    keys.append(folded)
    aggregates.append(Aggregate(recordDestination, examples: limit))
    if isFolded(folded) { aggregates[number].forgetRecords() }
    numbers[folded] = number
    if folded.event >= 0 { eventsOfDestination[folded.destination, default: []].insert(folded.event) }
    guard foldWhereNeeded() else { return number }
    // Folding has changed the numbers.
    return self.number(of: key, recordDestination)
  }

  /// Folds if there are too many kinds.
  /// - Returns: Whether anything was folded.
  mutating func foldWhereNeeded() -> Bool {
    var isFolded = false
    for (destination, events) in eventsOfDestination where events.count > Folding.maximumEvents {
      folding.destinations.insert(names[destination])
      isFolded = true
    }
    if isFolded { fold() }
    while aggregates.count > Folding.maximumFindings, let next = Folding.Level(rawValue: folding.level.rawValue + 1) {
      folding.level = next
      fold()
      isFolded = true
    }
    return isFolded
  }

  /// A key without the parts that are folded.
  private mutating func folded(_ key: Key, _ recordDestination: RecordDestination) -> Key {
    guard folding != Folding() else { return key }
    var key = key
    let star = names.number(of: Folding.star)
    if key.event >= 0, folding.level >= .events || folding.destinations.contains(names[key.destination]) { key.event = star }
    if folding.level >= .fields { key.field = star }
    if folding.level >= .destinations, recordDestination.destination == nil { (key.destination, key.standIn) = (star, -1) }
    return key
  }

  /// Whether a key currently combines several kinds of findings.
  private func isFolded(_ key: Key) -> Bool {
    guard folding != Folding() else { return false }
    let star = { (number: Int) in number >= 0 && names[number] == Folding.star }
    return star(key.event) && (folding.level >= .events || folding.destinations.contains(names[key.destination]))
      || folding.level >= .fields || folding.level >= .destinations && star(key.destination)
  }

  /// Merges the aggregates whose keys have become equal.
  private mutating func fold() {
    let (oldKeys, oldAggregates) = (keys, aggregates)
    (keys, aggregates, numbers, eventsOfDestination) = ([], [], [:], [:])
    for (key, aggregate) in zip(oldKeys, oldAggregates) {
      let key = folded(key, aggregate.recordDestination)
      if let known = numbers[key] {
        aggregates[known].merge(aggregate)
      } else {
        numbers[key] = aggregates.count
        keys.append(key)
        aggregates.append(aggregate)
        if isFolded(key) { aggregates[aggregates.count - 1].forgetRecords() }
        if key.event >= 0 { eventsOfDestination[key.destination, default: []].insert(key.event) }
      }
    }
  }

  func fingerprint(of key: Key) -> String { fingerprint(of: key, folded: .nothing) }

  /// The fingerprints that a finding may get, one for each level of folding.
  func fingerprints(of key: Key) -> [String] { Folding.Level.allCases.map { fingerprint(of: key, folded: $0) } }

  private func fingerprint(of key: Key, folded level: Folding.Level) -> String {
    let event = key.event < 0 ? nil : level >= .events ? Folding.star : names[key.event]
    let field = level >= .fields ? Folding.star : names[key.field]
    return Fingerprint.of(
      rule: book.rules[key.rule].id, destination: level >= .destinations ? Folding.star : names[key.destination], event: event,
      field: [field, key.mitigation?.rawValue].compactMap(\.self).joined(separator: "#"))
  }
}

extension FindingCollector {
  /// Adds what was found in other records.
  mutating func merge(_ other: FindingCollector) {
    folding.formUnion(other.folding)
    fold()
    let name = { (mine: inout NameTable, number: Int) in number < 0 ? number : mine.number(of: other.names[number]) }
    for (theirs, aggregate) in zip(other.keys, other.aggregates) {
      var key = theirs
      (key.destination, key.event) = (name(&names, theirs.destination), name(&names, theirs.event))
      (key.field, key.standIn) = (name(&names, theirs.field), name(&names, theirs.standIn))
      let number = numbers[key] ?? self.number(of: key, aggregate.recordDestination)
      aggregates[number].merge(aggregate)
    }
    mergeEarly(other)
  }
}

extension FindingCollector {
  func write(to part: inout PartWriter) {
    folding.write(to: &part)
    part.write(unsigned: UInt64(keys.count))
    for (key, aggregate) in zip(keys, aggregates) {
      key.rule.write(to: &part)
      for name in [key.destination, key.event, key.field, key.standIn] { (name < 0 ? nil : names[name]).write(to: &part) }
      key.mitigation.write(to: &part)
      aggregate.write(to: &part)
    }
    writeEarly(to: &part)
  }

  /// Reads a part into an empty collector.
  mutating func read(from part: inout PartReader, captures: CaptureNumbers) throws(PartError) {
    folding = try part.value()
    for _ in 0..<(try part.count()) {
      let rule: Int = try part.value()
      guard book.rules.indices.contains(rule) else { throw .damaged }
      var numbers: [Int] = []
      for _ in 0..<4 {
        let name: String? = try part.value()
        numbers.append(name.map { names.number(of: $0) } ?? -1)
      }
      guard numbers[0] >= 0, numbers[2] >= 0 else { throw .damaged }
      let key = Key(
        rule: rule, destination: numbers[0], event: numbers[1], field: numbers[2], standIn: numbers[3], mitigation: try part.value())
      var aggregate: Aggregate = try part.value()
      aggregate.renumber(captures)
      guard self.numbers[key] == nil else { throw .damaged }
      self.numbers[key] = aggregates.count
      keys.append(key)
      aggregates.append(aggregate)
      if key.event >= 0 { eventsOfDestination[key.destination, default: []].insert(key.event) }
    }
    try readEarly(from: &part, captures: captures)
  }
}
