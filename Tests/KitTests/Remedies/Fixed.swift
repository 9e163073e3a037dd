import Foundation

@testable import Auditing
@testable import Detecting
@testable import Remedies

/// A capture and its fix.
struct Fixed {
  let fix: Fix

  init(_ bytes: [UInt8], remedies: RemedyBook? = nil, _ change: (inout Audit.Configuration) -> Void = { _ in }) throws {
    let path = NSTemporaryDirectory() + "telltale-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(bytes).write(to: URL(filePath: path))
    var configuration = Audit.Configuration(paths: [path])
    change(&configuration)
    fix = try Fix.run(configuration, book: Standard.book, remedies: remedies ?? RemedyBook.standard())
  }

  init(_ text: String, remedies: RemedyBook? = nil, _ change: (inout Audit.Configuration) -> Void = { _ in }) throws {
    try self.init(Array(text.utf8), remedies: remedies, change)
  }
}
