import Captures
import Knowledge

/// What an audit notes of one capture while it is read.
extension Audit {
  /// A capture as its records go by.
  struct Reading {
    let path: String
    /// The number of the capture.
    let index: Int
    let attachments: Attachments
    /// What policy and manifest say of it.
    let expectations: Expectations
    /// From when to when it was recorded.
    var span: TimeSpan?
    /// How many of its exchanges went to hosts that the policy leaves out.
    var ignored = 0
    /// How many of its records are events, or say something all the same.
    var events = 0
    /// What the file is instead of a capture, where its first record tells.
    var document: ForeignDocument?

    mutating func include(_ time: String) {
      guard let moment = TimeSpan(time) else { return }
      if span == nil { span = moment } else { span?.include(moment) }
    }

    /// Why a capture that was read to its end says nothing of an app; nil for one that does.
    func nothingExamined(_ summary: CaptureSummary) -> String? {
      if let document { return document.reason }
      if summary.kind == .har {
        return summary.records == 0 && summary.gaps.isEmpty
          ? "a HAR without requests: record again, with the network panel open before the page is loaded" : nil
      }
      guard events == 0, summary.gaps.isEmpty else { return nil }
      return summary.records == 0
        ? "a log without events" : "JSON in which no event is known: give a HAR, or a log whose lines are events as they were sent"
    }
  }
}
