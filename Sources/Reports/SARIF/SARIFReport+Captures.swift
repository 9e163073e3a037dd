import Auditing
import Bytes
import Captures
import Vocabulary

extension SARIFReport {
  func writeArtifact(_ capture: AuditedCapture, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("location") { $0.member("uri", CaptureURI.uri(of: capture.path)) }
      if capture.error == nil { writer.member("length", capture.bytes) }
      if let digest = capture.digest, !capture.isEntry { writer.member("hashes") { $0.member("sha-256", digest) } }
      writer.member("roles", ["analysisTarget"])
      writer.member("properties") { writer in
        writer.member("kind", capture.kind?.rawValue ?? "unknown")
        writer.member("records", capture.records)
        writer.member("ignored", capture.ignored)
        writer.member("complete", capture.complete)
        writer.member("producer", capture.producer)
        writer.member("from", capture.span?.first)
        writer.member("to", capture.span?.last)
      }
    }
  }

  /// The result of the run: a capture that could not be read is an error, a gap a warning.
  func writeInvocation(_ writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("executionSuccessful", report.captures.allSatisfy { $0.error == nil })
      let notifications = notifications
      let listed = notifications.prefix(Self.maximumNotifications)
      writer.member("toolExecutionNotifications", array: listed + rest(after: listed.count, of: notifications.count)) {
        writer, notification in
        writeNotification(notification, &writer)
      }
      if !report.notes.isEmpty {
        writer.member("toolConfigurationNotifications", array: notes) { writeNotification($1, &$0) }
      }
    }
  }

  /// Stale entries of policy and baseline.
  private var notes: [Notification] {
    let listed = report.notes.prefix(Self.maximumNotifications).map { note in
      Notification(kind: .outdated, level: "note", message: note.message, path: note.file, line: note.line)
    }
    let left = report.notes.count - listed.count
    return listed + (left > 0 ? [Notification(kind: .outdated, level: "note", message: "and \(left) more")] : [])
  }

  private struct Notification {
    var kind = NotificationKind.notExamined
    var level = "warning"
    var message: String
    var path: String?
    var line: Int?
    var offset: Int?
  }

  private var notifications: [Notification] {
    artifacts.flatMap { capture in
      let failures = capture.error.map { [Notification(level: "error", message: $0.description, path: capture.path)] } ?? []
      return failures
        + capture.gaps.map { gap in
          let place = gap.record.map { "Entry \($0), \(gap.place)" } ?? gap.place
          return Notification(
            message: "\(place): \(gap.reason)", path: capture.path, line: gap.position?.line, offset: gap.position?.offset)
        }
    }
  }

  /// What was left out because of limits.
  private func rest(after listed: Int, of all: Int) -> [Notification] {
    var rest: [Notification] = []
    if listed < all { rest.append(Notification(message: "\(all - listed) more parts were not examined")) }
    let left = report.findings.count - Self.maximumResults
    if left > 0 { rest.append(Notification(message: "\(left) more findings are not listed")) }
    return rest
  }

  private func writeNotification(_ notification: Notification, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("level", notification.level)
      Self.message(notification.message, &writer)
      writer.member("descriptor") { writer in
        writer.member("id", notification.kind.rawValue)
        writer.member("index", notification.kind.index)
      }
      guard let path = notification.path else { return }
      writer.member("locations", array: CollectionOfOne(path)) { writer, path in
        writer.object { writer in
          writer.member("physicalLocation") { writer in
            writeArtifactLocation(path, &writer)
            guard let line = notification.line else { return }
            writer.member("region") { writer in
              writer.member("startLine", line)
              guard let offset = notification.offset else { return }
              writer.member("byteOffset", offset)
              writer.member("byteLength", 0)
            }
          }
        }
      }
    }
  }
}
