import Foundation
import SystemPackage
import Testing

@testable import Captures

/// Operations on the paths of files.
@Suite struct FilePathTests {
  @Test(
    arguments: [
      ("captures/a.har", "captures", "a.har"), ("captures//b/a.har", "captures/", "b/a.har"), ("./a.har", ".", "a.har"),
      ("/a.har", "/", "a.har"), ("a.har", "", "a.har"), ("captures2/a.har", "captures", nil), ("captures", "captures", nil),
      ("/captures/a.har", "captures", nil),
    ] as [(FilePath, FilePath, FilePath?)])
  func `a path is below a folder by whole components`(path: FilePath, folder: FilePath, rest: FilePath?) {
    #expect(path.below(folder) == rest)
  }

  @Test(arguments: [("a/b.har", "b.har"), ("b.har", "b.har"), ("a/", "a"), ("/", "/")])
  func `the name of a file is the last component of its path`(path: String, name: String) {
    #expect(FilePath(path).name == name)
  }

  @Test func `a slash at the end of a path still asks for a folder`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "telltale-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Data("{}".utf8).write(to: URL(filePath: folder + "/a.har"))
    #expect(FileStatus(folder + "/")?.isFolder == true)
    #expect(FileStatus(folder + "/a.har")?.isFile == true)
    #expect(FileStatus(folder + "/a.har/") == nil)
    #expect(throws: CaptureError.unreadable(path: folder + "/a.har/", reason: "no such file")) {
      try InputFile(path: folder + "/a.har/")
    }
    #expect(throws: CaptureError.unreadable(path: folder, reason: "is a directory")) { try InputFile(path: folder) }
  }

  @Test func `links are followed, also to a missing file`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "telltale-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder + "/there", withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createSymbolicLink(atPath: folder + "/link", withDestinationPath: "there")
    let there = FilePath(folder).resolved.appending("there")
    #expect(FilePath(folder).appending("link").resolved == there)
    #expect(FilePath(folder).appending("link/new.har").resolved == there.appending("new.har"))
  }
}
