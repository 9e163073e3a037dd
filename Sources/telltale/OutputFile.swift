import Captures
import FoundationEssentials
import Glibc
import SystemPackage

/// A file that a command writes: whole or not at all.
///
/// What is written goes into a file beside it, reaches the disk, and takes its place in one step. Whoever reads the file meanwhile sees
/// the old one; a run that ends early leaves the old one.
struct OutputFile {
  /// The path as given.
  let path: String
  /// The file itself, behind symbolic links.
  private let place: FilePath
  /// The permissions of the file that is there already.
  private let permissions: FilePermissions?

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
    place = FilePath(path).resolved
    let status = FileStatus(place)
    if let status, !status.isFile { throw Self.failure(path, "not a regular file, and is left as it is") }
    permissions = status?.permissions
    let folder = place.removingLastComponent()
    guard let parent = FileStatus(folder), parent.isFolder else { throw Self.failure(path, "there is no folder to write it into") }
    do {
      try folder.checkWritable()
    } catch {
      throw Self.failure(path, error.description)
    }
  }

  /// Whether there is a file already.
  var exists: Bool { permissions != nil }

  /// Whether this is the file at `other`, whatever it is called there.
  private func isSame(as other: String) -> Bool {
    guard let mine = FileStatus(place), let theirs = FileStatus(other) else { return path == other }
    return mine.identity == theirs.identity
  }

  /// Puts `text` in place of what the file holds.
  /// - Throws: ``Failure`` with code 2; the file is then as it was.
  func write(_ text: String) throws { try write(Array(text.utf8)) }

  /// The same for bytes.
  func write(_ bytes: [UInt8]) throws { try replace { try fill($0, bytes) } }

  /// Puts what `body` fills in block by block in place of what the file holds.
  /// - Throws: ``Failure`` with code 2; the file is then as it was.
  func write(filling body: (FileOutput) throws -> Void) throws {
    try replace { beside in
      let output = try FileOutput(creating: beside)
      try body(output)
      try output.finish()
    }
  }

  /// The path of a file beside it: hidden, so that no walk over the folder takes it for a capture.
  var beside: FilePath { place.removingLastComponent().appending(".\(place.name.prefix(40)).\(UUID().uuidString)") }

  private func replace(_ fill: (FilePath) throws -> Void) throws {
    let beside = beside
    do {
      try fill(beside)
      try beside.replace(place)
    } catch {
      try? FileManager.default.removeItem(atPath: beside.string)
      throw error as? Failure ?? Self.failure(path, (error as? Errno)?.description ?? "\(error)")
    }
  }

  private func fill(_ path: FilePath, _ bytes: [UInt8]) throws(Errno) {
    let descriptor = try Descriptor.create(path, permissions: permissions ?? Descriptor.everyone)
    do throws(Errno) {
      // What a new file is given passes the process's mask; this does not.
      if let permissions, fchmod(descriptor.rawValue, permissions.rawValue) != 0 { throw Errno(rawValue: errno) }
      try Descriptor.write(bytes, to: descriptor)
    } catch {
      try? descriptor.close()
      throw error
    }
    try Descriptor.finish(descriptor)
  }

  private static func failure(_ path: String, _ reason: String) -> Failure {
    Failure("\(path): cannot be written: \(reason)", code: 2)
  }
}
