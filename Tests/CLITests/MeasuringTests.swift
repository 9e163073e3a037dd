import Foundation
import Testing

@testable import workbench

/// How `workbench bench` and `workbench count` evaluate their measurements.
@Suite struct MeasuringTests {
  @Test(arguments: [([3], 3), ([4, 1], 2.5), ([5, 1, 9], 5), ([], 0)] as [([Double], Double)])
  func `the median is the middle one, or the mean of two`(numbers: [Double], median: Double) {
    #expect(numbers.median == median)
  }

  @Test(arguments: [0.5, 1.0, 2.0])
  func `growth is the exponent of the size`(exponent: Double) throws {
    let sizes = [10.0, 30, 100, 300]
    let slope = try #require(growth(of: sizes.map { 0.02 * pow($0, exponent) }, by: sizes))
    #expect(abs(slope - exponent) < 1e-9)
  }

  @Test func `growth is by least squares, so that one slow size does not decide`() throws {
    let slope = try #require(growth(of: [1, 10, 300, 1000], by: [1, 10, 100, 1000]))
    #expect(abs(slope - 1.0477) < 0.0001)
  }

  @Test func `one size, or a time of zero, shows no growth`() {
    #expect(growth(of: [1], by: [10]) == nil)
    #expect(growth(of: [1, 2], by: [10, 10]) == nil)
    #expect(growth(of: [0, 2], by: [10, 20]) == nil)
  }

  @Test(
    arguments: [
      (.atMost(0.2, inAnyCase: 0.35), 0.2, "ok"), (.atMost(0.2, inAnyCase: 0.35), 0.3, "MISSED, yet not by the worst"),
      (.atMost(0.2, inAnyCase: 0.35), 0.4, "MISSED"), (.atMost(0.2), 0.3, "MISSED"), (.atLeast(1.7), 1.7, "ok"),
      (.atLeast(1.7), 1.6, "MISSED"),
      (.near(1, within: 0.05), 0.96, "ok"), (.near(1, within: 0.05), 1.06, "MISSED"), (.atLeast(1.7), nil, "not measured"),
    ] as [(Target.Limit, Double?, String)])
  func `a figure meets its limit or misses it`(limit: Target.Limit, measured: Double?, verdict: String) {
    let target = Target(name: "a figure", limit: limit, measured: measured)
    #expect(target.verdict == verdict)
    #expect(target.line.hasPrefix("a figure "))
    #expect(target.line.hasSuffix(verdict))
  }

  @Test func `programs take turns, and the ratio is that of rounds`() throws {
    let programs = [["sleep", "0.02"], ["true"]].map { Contest.Program(name: $0[0], arguments: $0) }
    let contest = try Contest(programs, rounds: 3)
    #expect(contest.seconds["sleep"]?.count == 3)
    #expect(contest.median("sleep") >= 0.02)
    #expect(contest.ratio("sleep", to: "true") > 1)
    #expect(contest.table(megabytes: 1, reference: "sleep").split(separator: "\n").count == 3)
  }

  @Test func `a program that fails ends the measurement`() {
    #expect(throws: WorkbenchError.self) { try Contest([.init(name: "false", arguments: ["false"], accepted: 0...0)], rounds: 1) }
  }

  private static let profile = """
    # callgrind format
    version: 1
    creator: callgrind-3.19.0
    cmd:  ./telltale summary: 7
    part: 1

    events: Ir
    summary: 17041336

    ob=(1) telltale
    fn=(1) main
    0 5

    totals: 17041340

    """

  @Test func `the count is callgrind's summary, or its totals without one`() {
    #expect(Callgrind.instructions(in: Self.profile) == 17_041_336)
    #expect(Callgrind.instructions(in: Self.profile.replacing("summary: 17041336\n", with: "")) == 17_041_340)
    #expect(Callgrind.instructions(in: "events: Ir\n") == nil)
    #expect(Callgrind.instructions(in: "summary: many\n") == nil)
  }

  private static let origin = Instructions.Origin(swift: "Swift version 6.3", processor: "x86_64 with AVX2")

  private func compared(_ counts: [String: Int], origin: Instructions.Origin = origin) -> Comparison {
    Comparison(
      recorded: Instructions(origin: Self.origin, counts: ["audit a": 1000, "audit b": 1000]),
      counted: Instructions(origin: origin, counts: counts), tolerance: 0.03)
  }

  @Test func `counts within the tolerance are the same`() {
    let comparison = compared(["audit a": 1030, "audit b": 970])
    #expect(comparison.changes.map(\.verdict) == [.same, .same])
    #expect(comparison.failures.isEmpty)
    #expect(comparison.remarks.isEmpty)
  }

  @Test func `a count that grew fails with the change, one that shrank asks to be recorded`() {
    let comparison = compared(["audit a": 1042, "audit b": 900])
    #expect(comparison.failures == ["audit a grew by 4.20 %"])
    #expect(comparison.remarks == ["audit b shrank by 10.00 %: record that it did, with make count COUNT=--record"])
    #expect(comparison.text.contains("audit a grew by 4.20 %"))
  }

  @Test func `a run on one side only fails`() {
    let comparison = compared(["audit a": 1000, "audit c": 5])
    #expect(comparison.failures == ["audit b is recorded and was not counted", "audit c is not recorded: make count COUNT=--record"])
  }

  @Test func `another compiler or processor is reported, and does not fail`() {
    let comparison = compared(["audit a": 1000, "audit b": 1000], origin: .init(swift: "Swift version 6.4", processor: "aarch64"))
    #expect(comparison.failures.isEmpty)
    #expect(
      comparison.remarks == [
        "the compiler was another when the counts were recorded, so they may differ for that alone: Swift version 6.3, now Swift version 6.4",
        "the processor was another when the counts were recorded, so they may differ for that alone: x86_64 with AVX2, now aarch64",
      ])
  }

  @Test func `recorded counts are read as they were written`() throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "counts.json").path
      let counts = Instructions(origin: Self.origin, counts: ["version": 17_041_336])
      try counts.write(to: path)
      #expect(try Instructions(contentsOf: path) == counts)
      #expect(throws: WorkbenchError.self) { try Instructions(contentsOf: path + ".none") }
    }
  }
}
