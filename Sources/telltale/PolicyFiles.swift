import Auditing
import Captures
import Detecting
import FoundationEssentials
import Glibc
import Knowledge
import SystemPackage
import Vocabulary

/// Finds and reads the policy of an app.
enum PolicyFiles {
  /// The path of the policy in the working directory or the nearest folder above it; nil if there is none.
  ///
  /// The search ends at the root of a repository: folders above it belong to someone else. `.git` is a folder there, or a file in a
  /// linked working tree.
  static func nearest() -> String? {
    var path = FilePath(PolicyFile.name)
    var folder = FilePath(".").resolved
    repeat {
      if FileStatus(folder.appending(PolicyFile.name)) != nil { return path.string }
      if FileStatus(folder.appending(".git")) != nil { return nil }
      path = FilePath("..").pushing(path)
    } while folder.removeLastComponent()
    return nil
  }

  static func policy(_ file: String, book: RuleBook, today: Day) throws -> Policy {
    var policy = try RuleFiles.understood {
      try PolicyFile.policy(RuleFiles.text(file), file: file, known: book.names, today: today)
    }
    try read(&policy.optOut.groups, beside: file)
    try read(&policy.optOut.users, beside: file)
    return policy
  }

  /// Reads a file with a list of IDs: one per line, with `#` for comments.
  private static func read(_ listing: inout OptOut.Listing, beside policy: String) throws {
    guard let file = listing.file.map({ path($0, beside: policy) }) else { return }
    listing.ids = try Set(RuleFiles.lines(of: file).map(\.text))
    if listing.ids.isEmpty { throw Failure("\(file): no IDs: expected one per line", code: 64) }
  }

  /// A path in a policy, relative to the policy's folder.
  static func path(_ path: String, beside policy: String) -> String {
    FilePath(text: policy).removingLastComponent().pushing(FilePath(text: path)).text
  }

  /// Today's date in the local time zone.
  static func today() throws -> Day {
    var now = time(nil)
    var local = unsafe tm()
    // Both are local to this function; the call reads the one and fills the other. Foundation's calendars take a millisecond to
    // initialise.
    guard unsafe localtime_r(&now, &local) != nil,
      let day = unsafe Day(year: Int(local.tm_year) + 1900, month: Int(local.tm_mon) + 1, day: Int(local.tm_mday))
    else { throw Failure("cannot determine today's date", code: 2) }
    return day
  }
}
