import Auditing
import Knowledge
import Known
import Vocabulary

/// Facts from the consent signals in the captures.
extension FactSheet {
  /// Whether a fully examined capture contains a refusal: of something other than the sale of data, and not by Do Not Track, which
  /// is not binding.
  static func refusalTested(_ report: AuditReport) -> Standing {
    let captures = whole(report) { signal in
      (signal.kind.isOfTool || signal.kind == .googleConsent)
        && ConsentPurpose.allCases.contains { $0 != .sale && signal.verdict[$0] == .denied }
    }
    return captures == 0
      ? Standing(false, "No capture that was examined whole holds a consent signal that says no.")
      : Standing(
        true, "\(counted(captures, "capture")) with a consent signal that says no \(captures == 1 ? "was" : "were") examined whole.")
  }

  static func gpcTested(_ report: AuditReport) -> Standing {
    let captures = whole(report) { $0.kind == .gpc }
    return captures == 0
      ? Standing(false, "No capture that was examined whole carries Global Privacy Control (Sec-GPC: 1).")
      : Standing(
        true, "\(counted(captures, "capture")) with Global Privacy Control (Sec-GPC: 1) \(captures == 1 ? "was" : "were") examined whole.")
  }

  /// Whether, in every capture, a consent tool signalled before a third party that needs consent received anything.
  static func consentSignalled(_ report: AuditReport) -> Standing {
    let signalled = Set(report.signals.filter { $0.kind.isOfTool && !$0.isAfterData }.map(\.capture))
    let silent = report.captures.indices.count { report.captures[$0].records > 0 && !signalled.contains($0) }
    guard !signalled.isEmpty, silent == 0 else {
      return Standing(
        false,
        signalled.isEmpty
          ? "No consent signal stood in a capture before data went to a third party."
          : "In \(counted(silent, "capture")) no consent signal stood before data went to a third party.")
    }
    return Standing(true, "A consent signal stood in each capture before data went to a third party.")
  }

  /// The number of fully examined captures with such a signal.
  private static func whole(_ report: AuditReport, _ isMeant: (SeenSignal) -> Bool) -> Int {
    Set(report.signals.filter(isMeant).map(\.capture)).count { report.captures[$0].isExaminedWhole }
  }
}
