import Captures
import FoundationEssentials
import SystemPackage

/// The folder of a Trust Center bundle or a compliance report, whose files are replaced together.
struct BundleFolder {
  private let path: String
  /// The file that tells ours from others.
  private let page: String

  /// `page` is the name of the page in it.
  /// - Throws: ``Failure`` with code 64 for a folder that holds something else.
  init(_ path: String, page: String) throws {
    self.path = path
    self.page = page
    guard let status = FileStatus(path) else { return }
    guard status.isFolder else { throw Failure("\(path): a file, and a folder is needed", code: 64) }
    let held = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    guard held.isEmpty || isBundle else {
      throw Failure("\(path): holds files that are no bundle of telltale's, and is left as it is", code: 64)
    }
  }

  /// Whether the page in the folder is one of ours: any site has a page of the name.
  private var isBundle: Bool {
    var head = [UInt8](repeating: 0, count: 4 << 10)
    let page = try? InputFile(path: FilePath(path).appending(page).string)
    guard let count = try? page?.read(into: &head, at: 0, count: head.count) else { return false }
    return String(decoding: head[..<count], as: UTF8.self).contains(#"<meta name="generator" content="telltale "#)
  }

  /// Writes the files, and removes the samples of a bundle that was there before.
  func write(_ files: [(name: String, text: String)]) throws {
    let staging = try Staging(in: path)
    for (name, text) in files {
      let output = try staging.create(name)
      try output.write(Array(text.utf8).span)
      try output.finish()
    }
    try staging.commit()
    let samples = FilePath(path).appending("samples")
    let names = Set(files.map(\.name))
    for old in (try? FileManager.default.contentsOfDirectory(atPath: samples.string)) ?? [] {
      guard old.hasSuffix(".json"), !names.contains("samples/\(old)") else { continue }
      try? FileManager.default.removeItem(atPath: samples.appending(old).string)
    }
  }
}
