import Captures
import SystemPackage

/// A file that a command writes completely or not at all.
///
/// The content goes into a hidden file next to it, reaches the disk, and replaces it in one step (``Staging``). Meanwhile readers
/// see the old file; a run that ends early leaves it unchanged.
struct OutputFile {
  /// The path as given.
  let path: String
  /// The file itself, with symbolic links resolved.
  let place: FilePath
  /// Whether the file exists.
  let exists: Bool

  /// Checks that the file can be written, and that it is not one of `inputs`.
  /// - Throws: ``Failure``, with code 2 if it cannot and 64 for an input.
  init(_ path: String, sparing inputs: [String]) throws {
    try self.init(path)
    if let input = inputs.first(where: { $0 != "-" && isSame(as: $0) }) {
      throw Failure("\(path): nothing is written over what is read (\(input))", code: 64)
    }
  }

  private init(_ path: String) throws {
    self.path = path
    place = FilePath(text: path).resolved
    let status = FileStatus(place)
    if let status, !status.isFile { throw Self.failure(path, "not a regular file, so it is not replaced") }
    exists = status != nil
    let folder = place.removingLastComponent()
    guard let parent = FileStatus(folder), parent.isFolder else { throw Self.failure(path, "its folder does not exist") }
    do {
      try folder.checkWritable()
    } catch {
      throw Self.failure(path, error.description)
    }
  }

  /// Whether this is the same file as `other`, whatever its name.
  private func isSame(as other: String) -> Bool {
    guard let mine = FileStatus(place), let theirs = FileStatus(other) else { return path == other }
    return mine.identity == theirs.identity
  }

  /// Replaces the content with `text`.
  /// - Throws: ``Failure`` with code 2; the file is then unchanged.
  func write(_ text: String) throws { try write(Array(text.utf8)) }

  /// The same for bytes.
  func write(_ bytes: [UInt8]) throws {
    let staging = Staging()
    try write(bytes, to: staging)
    try staging.commit()
  }

  /// The same, together with other files.
  func write(_ bytes: [UInt8], to staging: Staging) throws { try write(to: staging) { try $0.write(bytes) } }

  /// The same for content that `body` writes block by block.
  func write(to staging: Staging, filling body: (FileOutput) throws -> Void) throws {
    let output = try staging.create(place, as: path)
    try body(output)
    try output.finish()
  }

  private static func failure(_ path: String, _ reason: String) -> Failure {
    Failure("\(path): cannot be written: \(reason)", code: 2)
  }
}
