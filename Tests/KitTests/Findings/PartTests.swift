import Foundation
import Testing

@testable import Auditing
@testable import Bytes
@testable import Captures
@testable import Detecting
@testable import Knowledge
@testable import Reports
@testable import Vocabulary

/// Merged partial results equal one audit of all captures, byte for byte, for any division and order.
@Suite struct PartTests {
  private static let key = SketchKey(secret: Array("a secret of some length".utf8))

  private static func configuration(_ paths: [String]) -> Audit.Configuration {
    var configuration = Audit.Configuration(paths: paths)
    configuration.inventory = true
    configuration.sketchKey = key
    configuration.learnsOnward = false
    return configuration
  }

  private static let basis = AuditPart.Basis(
    rules: "r", policy: nil, manifest: nil, firstParty: [], isOptedOut: false, examples: FindingCollector.defaultExamples, key: key)

  private static func part(_ paths: [String]) throws -> AuditPart {
    let part = try Audit.sum(configuration(paths), book: Standard.book).part(basis)
    return try AuditPart(part.bytes, file: "part")
  }

  private static func reports(_ report: AuditReport) -> [String] {
    ReportFormat.allCases.map { $0.render(report) } + [InventoryJSON.render(report.inventory ?? .empty)]
  }

  private func check(_ paths: [String], cuts: Int, _ numbers: inout SeededNumbers) throws {
    let book = try Standard.book
    let whole = try Self.reports(Audit.run(Self.configuration(paths), book: book))
    for _ in 0..<cuts {
      let count = 1 + numbers.below(paths.count)
      var shares = [[String]](repeating: [], count: count)
      for path in paths { shares[numbers.below(count)].append(path) }
      var parts = try shares.filter { !$0.isEmpty }.map(Self.part)
      // Some are first merged into larger parts, as in a tree of machines.
      while parts.count > 2 {
        let (one, other) = (parts.remove(at: numbers.below(parts.count)), parts.remove(at: numbers.below(parts.count)))
        let both = try AuditSum(of: [one, other], Self.configuration([]), book).part(Self.basis)
        parts.append(try AuditPart(both.bytes, file: "both"))
      }
      let report = try AuditSum(of: parts.reversed(), Self.configuration([]), book).report(Self.configuration([]), book)
      for (whole, merged) in zip(whole, Self.reports(report)) { #expect(whole == merged) }
    }
  }

  @Test func theSamplesInAnyParts() throws {
    var numbers = SeededNumbers(7)
    try check(Samples.names.map { Samples.url($0).path }, cuts: 12, &numbers)
  }

  /// A long log that is split into files at any line, some of which contain other people's events than others.
  @Test func aLogInAnyPieces() throws {
    var numbers = SeededNumbers(11)
    let folder = FileManager.default.temporaryDirectory.appending(path: "telltale-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: folder) }
    let sample = String(decoding: try Samples.bytes("rudderstack-events.ndjson"), as: UTF8.self).split(separator: "\n")
    let lines =
      sample.map(String.init)
      + (0..<400).map { number in
        let name = number % 9 == 0 ? "Viewed /items/\(number)/edit" : "Form \(number % 5)"
        return
          #"{"type":"track","event":"\#(name)","userId":"u\#(number)","messageId":"\#(number)","timestamp":"2026-03-02T08:\#(10 + number % 50):03Z","properties":{"mail":"person\#(number % 37)@copperline.dev","plan":"\#(number % 2 == 0 ? "free" : "paid")"}}"#
      }
    var paths: [String] = []
    var at = 0
    while at < lines.count {
      let end = min(lines.count, at + 1 + numbers.below(90))
      let path = folder.appending(path: "log-\(100 + paths.count).ndjson")
      try lines[at..<end].joined(separator: "\n").write(to: path, atomically: true, encoding: .utf8)
      paths.append(path.path)
      at = end
    }
    try check(paths, cuts: 8, &numbers)
  }

  // MARK: What cannot be merged

  @Test func damagedPartsAreRefused() throws {
    let bytes = try Self.part([Samples.url("encodings.har").path]).bytes
    #expect(throws: PartError.self) { try AuditPart(Array("{}".utf8), file: "x") }
    #expect(throws: PartError.self) { try AuditPart([], file: "x") }
    for cut in [20, bytes.count / 2, bytes.count - 1] {
      #expect(throws: PartError.self) { try AuditPart(Array(bytes[..<cut]), file: "x") }
    }
    for at in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 40)) {
      var changed = bytes
      changed[at] ^= 0x10
      #expect(throws: PartError.self) { try AuditPart(changed, file: "x") }
    }
  }

  /// A forged part with a correct digest gives an error, and no crash.
  @Test func forgedPartsAreRefused() throws {
    var numbers = SeededNumbers(3)
    let book = try Standard.book
    for _ in 0..<300 {
      var bytes = try Self.sums(of: "rudderstack-events.ndjson")
      for _ in 0...numbers.below(4) { bytes[numbers.below(bytes.count)] = UInt8(numbers.below(256)) }
      let part = AuditPart(basis: Self.basis, sums: bytes)
      _ = try? AuditSum(of: [part], Self.configuration([]), book).report(Self.configuration([]), book)
    }
  }

  private static let known = Result { try part([Samples.url("rudderstack-events.ndjson").path]) }

  private static func sums(of sample: String) throws -> [UInt8] { try known.get().unpacked }

  @Test func aCaptureIsMergedOnce() throws {
    let part = try Self.part([Samples.url("encodings.har").path])
    #expect(throws: PartError.self) { try AuditSum(of: [part, part], Self.configuration([]), Standard.book) }
  }

  @Test func partsWithAnotherBasisAreReported() {
    var other = Self.basis
    #expect(other.difference(from: Self.basis) == nil)
    other.policy = "p"
    #expect(other.difference(from: Self.basis) == "uses another policy")
  }

  @Test func aPartHoldsNoValue() throws {
    let part = try Self.part(Samples.names.map { Samples.url($0).path })
    let audited = try Samples.names.flatMap { try Audited(contentsOf: $0) { $0.showValues = true }.occurrences.compactMap(\.value) }
    let text = String(decoding: part.unpacked, as: UTF8.self)
    // Hosts are part of every report.
    for value in Set(audited) where value.count >= 10 && !value.hasSuffix(".atlassian.net") { #expect(!text.contains(value)) }
  }
}
