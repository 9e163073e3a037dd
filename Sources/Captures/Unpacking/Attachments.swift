package import SystemPackage

/// The files that a capture refers to by name, as Playwright attaches bodies (`postData._file`, `content._file`).
package enum Attachments {
  /// No file can be read, as next to standard input; the reason.
  case none(String)
  /// The files in a folder and below; its path is empty for the working directory.
  case folder(FilePath)
  /// The files at some paths, by their names in the capture.
  case files([String: FilePath])
  /// The entries of an archive whose names begin with `folder`.
  case archive(ZipArchive, folder: String)
  /// Other attachments, with some replaced by a redaction.
  indirect case edited(Attachments, [String: [UInt8]])

  /// Why a file was not read.
  package struct Refusal: Error {
    package var reason: String
  }

  /// The content of a file.
  package struct FileContent {
    package var bytes: [UInt8] = []
    /// Why it may be incomplete.
    package var damage: String?

    init(_ input: ByteInput, limit: Int) {
      var input = input
      var buffer = [UInt8](repeating: 0, count: 64 << 10)
      do throws(CaptureError) {
        while case let got = try input.read(into: &buffer, at: 0, count: buffer.count), got > 0 {
          bytes += buffer[..<got]
          if bytes.count > limit {
            bytes.removeLast(bytes.count - limit)
            damage = "the attached file is larger than \(limit >> 20) MiB; only its beginning was examined"
            return
          }
        }
      } catch {
        damage = "the attached file could not be read to its end"
      }
      if let reason = input.damage { damage = "the attached file: \(reason)" }
    }
  }

  /// No folder is known.
  package static var unknown: Attachments { .none("the body is in a separate file") }

  /// The files next to a capture.
  package static func beside(_ path: String) -> Attachments {
    if path == "-" { return .none("the body is in a separate file, which standard input cannot provide: audit the capture by its path") }
    return .folder(FilePath(text: path).removingLastComponent())
  }

  /// Reads at most `limit` bytes of a file.
  package func content(_ name: String, limit: Int) throws(Refusal) -> FileContent {
    let outside = Refusal(reason: "the file that holds the body is not below the capture's folder, and was not read")
    guard Self.isInside(name) else { throw outside }
    switch self {
    case .none(let reason): throw Refusal(reason: reason)
    case .edited(let others, let changed):
      guard let bytes = changed[name] else { return try others.content(name, limit: limit) }
      return FileContent(.memory(bytes, piece: .max, next: 0), limit: limit)
    case .archive(let archive, let folder):
      guard let content = try archive.content(folder + name, limit: limit) else {
        throw Refusal(reason: "the file that holds the body is not in the archive")
      }
      return content
    case .folder(let folder):
      // Links are resolved before the paths are compared, and only a regular file is opened: reading a pipe would block.
      let file = folder.appending(name).resolved
      guard file.below(folder.resolved) != nil else { throw outside }
      return try Self.content(of: file, limit: limit)
    case .files(let files):
      return try Self.content(of: files[name], limit: limit)
    }
  }

  private static func content(of file: FilePath?, limit: Int) throws(Refusal) -> FileContent {
    guard let file, (try? file.stat(followTargetSymlink: false))?.type == .regular, let input = try? InputFile(path: file.text) else {
      throw Refusal(reason: "the file with the body is missing")
    }
    return FileContent(.file(input), limit: limit)
  }

  /// Notes that the capture refers to a file, so that the file is not read as a capture.
  package func note(_ name: String) {
    if case .archive(let archive, let folder) = self { archive.note(folder + name) }
  }

  /// Whether a relative name stays below its folder.
  package static func isInside(_ name: String) -> Bool {
    !name.isEmpty && !name.hasPrefix("/") && !name.utf8.contains { $0 == 0 || $0 == UInt8(ascii: "\\") }
      && !EntryName.parts(of: name).contains("..")
  }
}
