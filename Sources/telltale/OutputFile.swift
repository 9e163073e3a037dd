import Foundation
import TelltaleKit

/// A file that a command writes: whole or not at all.
///
/// What is written goes into a file beside it, reaches the disk, and takes its place in one step. Whoever reads the file meanwhile sees
/// the old one; a run that ends early leaves the old one.
struct OutputFile {
  /// The path as given.
  let path: String
  /// The file itself, behind symbolic links.
  private let place: String
  /// The permissions of the file that is there already.
  private let mode: mode_t?

  /// Looks whether a file can be written there, and that it is none of `inputs`.
  /// - Throws: ``Failure``, with code 2 where it cannot and 64 for a file that is read.
  init(_ path: String, sparing inputs: [String]) throws {
    try self.init(path)
    if let input = inputs.first(where: { $0 != "-" && isSame(as: $0) }) {
      throw Failure("\(path): nothing is written over what is read (\(input))", code: 64)
    }
  }

  private init(_ path: String) throws {
    self.path = path
    let url = URL(filePath: path).resolvingSymlinksInPath()
    place = url.path
    let status = FileStatus(place)
    if let status, !status.isFile { throw Self.failure(path, "not a regular file, and is left as it is") }
    mode = status.map { mode_t($0.permissions) }
    let folder = url.deletingLastPathComponent().path
    guard let parent = FileStatus(folder), parent.isFolder else { throw Self.failure(path, "there is no folder to write it into") }
    // The path lives for the length of the call.
    guard unsafe access(folder, W_OK | X_OK) == 0 else { throw Self.failure(path, Descriptor.Refusal(code: errno).reason) }
  }

  /// Whether there is a file already.
  var exists: Bool { mode != nil }

  /// Whether this is the file at `other`, whatever it is called there.
  private func isSame(as other: String) -> Bool {
    guard let mine = FileStatus(place), let theirs = FileStatus(other) else { return path == other }
    return mine.identity == theirs.identity
  }

  /// Puts `text` in place of what the file holds.
  /// - Throws: ``Failure`` with code 2; the file is then as it was.
  func write(_ text: String) throws {
    let url = URL(filePath: place)
    // Hidden, so that no walk over the folder takes it for a capture.
    let beside = url.deletingLastPathComponent().appending(path: ".\(url.lastPathComponent.prefix(40)).\(UUID().uuidString)").path
    do {
      try fill(beside, Array(text.utf8))
      // Both paths live for the length of the call.
      guard unsafe rename(beside, place) == 0 else { throw Descriptor.Refusal(code: errno) }
    } catch let refusal as Descriptor.Refusal {
      _ = unsafe unlink(beside)
      throw Self.failure(path, refusal.reason)
    }
  }

  private func fill(_ path: String, _ bytes: [UInt8]) throws(Descriptor.Refusal) {
    // The path lives for the length of the call.
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode ?? 0o666)
    guard descriptor >= 0 else { throw Descriptor.Refusal(code: errno) }
    var isOpen = true
    defer { if isOpen { close(descriptor) } }
    if let mode, fchmod(descriptor, mode) != 0 { throw Descriptor.Refusal(code: errno) }
    try Descriptor.write(bytes, to: descriptor)
    guard fsync(descriptor) == 0 else { throw Descriptor.Refusal(code: errno) }
    isOpen = false
    guard close(descriptor) == 0 else { throw Descriptor.Refusal(code: errno) }
  }

  private static func failure(_ path: String, _ reason: String) -> Failure {
    Failure("\(path): cannot be written: \(reason)", code: 2)
  }
}
