import Captures
import SystemPackage

/// The folder of a Trust Center bundle or a compliance report, whose files are replaced together.
struct BundleFolder {
  private let path: String
  /// The file that identifies a folder of telltale's.
  private let page: String

  /// `page` is the name of the page in it.
  /// - Throws: ``Failure`` with code 64 for a folder with other content.
  init(_ path: String, page: String) throws {
    self.path = path
    self.page = page
    guard let status = FileStatus(path) else { return }
    guard status.isFolder else { throw Failure("\(path): a file, and a folder is needed", code: 64) }
    let held = (try? FilePath(text: path).entries()) ?? []
    guard held.isEmpty || isBundle else {
      throw Failure("\(path): contains files that telltale did not write; choose another folder", code: 64)
    }
  }

  /// Whether telltale wrote the page in the folder: any site may have a page of this name.
  private var isBundle: Bool {
    var head = [UInt8](repeating: 0, count: 4 << 10)
    let page = try? InputFile(path: FilePath(text: path).appending(page).text)
    guard let count = try? page?.read(into: &head, at: 0, count: head.count) else { return false }
    return String(decoding: head[..<count], as: UTF8.self).contains(#"<meta name="generator" content="telltale "#)
  }

  /// Writes the files, and removes the samples of an earlier bundle, when `staging` is committed.
  func write(_ files: [(name: String, text: String)], to staging: Staging) throws {
    let folder = FilePath(text: path)
    for (name, text) in files {
      let place = folder.appending(name)
      let output = try staging.create(place, as: place.text)
      try output.write(Array(text.utf8).span)
      try output.finish()
    }
    let samples = folder.appending("samples")
    let names = Set(files.map(\.name))
    for old in (try? samples.entries()) ?? [] where old.string.hasSuffix(".json") && !names.contains("samples/\(old.string)") {
      staging.remove(samples.appending(old))
    }
  }
}
