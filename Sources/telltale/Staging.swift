import Captures
import SystemPackage

/// Files that are moved into place together when all of them are complete: all of them or none.
///
/// Each is written into a hidden file next to its final path and reaches the disk. If one file cannot be moved, those that were
/// moved are restored.
final class Staging {
  private struct Member {
    /// The final path, with symbolic links resolved.
    let place: FilePath
    /// The name in messages.
    let name: String
    /// Nil for a file that is only removed.
    let file: HiddenFile?
  }

  private var members: [Member] = []
  /// The members by their final paths.
  private var numbers: [FilePath: Int] = [:]
  /// The folders that were created: they are removed unless files are moved into them.
  private var folders: [FilePath] = []
  /// The permissions of a new file.
  private let readers: FilePermissions

  /// New files can be read by their owner alone, or, for everyone, by whom umask(2) allows.
  init(forEverybody: Bool = false) {
    readers = forEverybody ? Descriptor.everyone.subtracting(Descriptor.mask) : Descriptor.owner
  }

  deinit {
    // Hidden files must be removed before their folders.
    let (names, folders) = (members.map(\.name), folders)
    members = []
    Unfinished.step { state in
      // Only an empty folder is removed, that is one without a moved file.
      for folder in folders.reversed() { try? folder.removeEmptyFolder() }
      state.folders.removeAll(where: folders.contains)
      state.begun.removeAll(where: names.contains)
    }
  }

  /// Whether there is already a file for a path.
  func holds(_ place: FilePath) -> Bool { numbers[place.resolved] != nil }

  /// The temporary path of a file until all are moved.
  func path(of place: FilePath) -> FilePath? { numbers[place.resolved].flatMap { members[$0].file?.path } }

  /// Begins a file, which messages call `name`. Creates its folder if there is none.
  func create(_ place: FilePath, as name: String) throws -> FileOutput {
    let place = place.resolved
    try makeFolder(place.removingLastComponent(), for: name)
    if let status = FileStatus(place), !status.isFile { throw Self.failure(name, "not a regular file, so it is not replaced") }
    if (try? place.stat(followTargetSymlink: false))?.type == .symbolicLink {
      throw Self.failure(name, Errno.tooManySymbolicLinkLevels.description)
    }
    if numbers[place] != nil { throw Self.failure(name, "it would take the place of another file of this run") }
    let file = try HiddenFile(beside: place, for: name)
    numbers[place] = members.count
    members.append(Member(place: place, name: name, file: file))
    Unfinished.step { $0.begun.append(name) }
    return file.output
  }

  /// Removes a file when the others are moved.
  func remove(_ place: FilePath) {
    members.append(Member(place: place, name: place.text, file: nil))
  }

  private func makeFolder(_ folder: FilePath, for name: String) throws {
    var missing: [FilePath] = []
    var folder = folder
    while FileStatus(folder) == nil, folder.lastComponent != nil {
      missing.append(folder)
      folder.removeLastComponent()
    }
    for folder in missing.reversed() {
      do throws(Errno) {
        try Unfinished.step { (state) throws(Errno) in
          try folder.makeFolder()
          state.folders.append(folder)
        }
      } catch {
        throw Self.failure(name, "\(folder.text): the folder cannot be made: \(error)")
      }
      folders.append(folder)
    }
  }

  // MARK: Taking their places

  /// A file that was moved.
  private struct Moved {
    let member: Member
    /// The previous file; nil if there was none, and for the last member, after which nothing can fail.
    let backup: FilePath?
    let identity: FileStatus.Identity?
  }

  /// Moves all files to their final paths. A new file is not readable for anyone who could not read the old one.
  /// - Throws: ``Failure`` with code 2; everything is then as before, or the message says what is not.
  func commit() throws {
    try Unfinished.step { state in
      var moved: [Moved] = []
      do {
        for (number, member) in members.enumerated() {
          moved.append(try move(member, after: moved, isLast: number == members.count - 1, &state))
        }
      } catch {
        let lost = moved.reversed().compactMap(Self.putBack)
        let others = members.count == 1 ? "" : "; no file was written"
        throw Failure("\(error)\(lost.isEmpty ? others : "; " + lost.joined(separator: "; "))", code: 2)
      }
      for backup in moved.compactMap(\.backup) { try? backup.remove() }
      for folder in Set(members.map { $0.place.removingLastComponent() }) { try? folder.reachDisk() }
      let names = members.compactMap { $0.file == nil ? nil : $0.name }
      state.begun.removeAll(where: names.contains)
      state.written += names
      state.folders.removeAll(where: folders.contains)
    }
    folders = []
  }

  /// Moves one file to its final path, after others.
  private func move(_ member: Member, after others: [Moved], isLast: Bool, _ state: inout Unfinished.State) throws -> Moved {
    let former = FileStatus(member.place)
    if let former, let other = others.first(where: { $0.identity == former.identity }) {
      // The file system may ignore case, or normalise letters.
      throw Self.failure(member.name, "the file system takes the name for that of \(other.member.name)")
    }
    let identity = member.file.flatMap { FileStatus($0.path)?.identity }
    var backup: FilePath?
    do throws(Errno) {
      if former != nil, !isLast || member.file == nil { backup = try keep(member) }
      guard let file = member.file else { return Moved(member: member, backup: backup, identity: nil) }
      try file.path.allow(former?.permissions ?? readers)
      try file.move(to: member.place, &state)
    } catch {
      if let backup { try? Self.restore(backup, to: member.place) }
      throw Self.failure(member.name, error.description)
    }
    return Moved(member: member, backup: backup, identity: identity)
  }

  /// Keeps the previous file, under a hidden name next to it.
  private func keep(_ member: Member) throws(Errno) -> FilePath {
    let backup = HiddenFile.path(beside: member.place)
    // Not every file system has hard links, and not every user may create one.
    if member.file == nil || (try? member.place.alias(backup)) == nil { try member.place.replace(backup) }
    return backup
  }

  private static func restore(_ backup: FilePath, to place: FilePath) throws(Errno) {
    // rename(2) does nothing between two names of one file.
    let isThere = FileStatus(backup)?.identity == FileStatus(place)?.identity
    if isThere { try backup.remove() } else { try backup.replace(place) }
  }

  /// Restores the previous file.
  /// - Returns: A message if that fails.
  private static func putBack(_ moved: Moved) -> String? {
    do throws(Errno) {
      if let backup = moved.backup { try restore(backup, to: moved.member.place) } else { try moved.member.place.remove() }
      return nil
    } catch {
      guard let backup = moved.backup else { return "\(moved.member.name) was written" }
      return "\(moved.member.name) was written, and what it held before is in \(backup.text)"
    }
  }

  private static func failure(_ name: String, _ reason: String) -> Failure {
    Failure("\(name): cannot be written: \(reason)", code: 2)
  }
}
