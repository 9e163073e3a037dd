import Testing

@testable import Captures

/// Names in archives, which are untrusted.
@Suite struct EntryNameTests {
  @Test func `names are compared byte for byte`() {
    #expect(EntryName.last(of: "a/b\u{0}c.har") == "b\u{0}c.har")
    #expect(EntryName.last(of: "a.har") == "a.har")
    #expect(EntryName.folder(of: "a//b.har") == "a//")
    #expect(EntryName.folder(of: "b.har") == "")
    #expect(EntryName.parts(of: "/a//../b/") == ["a", "..", "b"])
    #expect(EntryName.isFolder("a/"))
    #expect(!EntryName.isFolder("a"))
  }

  @Test func `the path of an entry belongs to its archive, and to no other whose name begins like it`() {
    let path = EntryName.path(of: "a/b.har", in: "captures/all.zip")
    #expect(path == "captures/all.zip/a/b.har")
    #expect(EntryName.isPath(path, of: "captures/all.zip"))
    #expect(EntryName.isPath("captures/all.zip", of: "captures/all.zip"))
    #expect(!EntryName.isPath(path, of: "captures/all"))
  }
}
