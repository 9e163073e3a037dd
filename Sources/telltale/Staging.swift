import Captures
import SystemPackage

/// Files that take their places together, once all of them are complete: all of them or none.
///
/// Each is written into a hidden file beside its place and reaches the disk. Where a file cannot take its place, those that did give theirs
/// back.
final class Staging {
  private struct Member {
    /// Where it belongs, behind symbolic links.
    let place: FilePath
    /// What people call it.
    let name: String
    /// Nil for one that goes without another in its place.
    let file: HiddenFile?
  }

  private var members: [Member] = []
  /// The members by their places.
  private var numbers: [FilePath: Int] = [:]
  /// The folders that were made for the files: they go again unless files take their places.
  private var folders: [FilePath] = []
  /// Those who may read a file that was not there before.
  private let readers: FilePermissions

  /// The files can be read by their owner alone where none was before, or by whom umask(2) lets if they are for everybody.
  init(forEverybody: Bool = false) {
    readers = forEverybody ? Descriptor.everyone.subtracting(Descriptor.mask) : Descriptor.owner
  }

  deinit {
    // What is hidden goes before the folders that hold it.
    let (names, folders) = (members.map(\.name), folders)
    members = []
    Unfinished.step { state in
      // A folder goes only if it is empty, and so it does if nothing took its place in it.
      for folder in folders.reversed() { try? folder.removeEmptyFolder() }
      state.folders.removeAll(where: folders.contains)
      state.begun.removeAll(where: names.contains)
    }
  }

  /// Whether there is a file for a place already.
  func holds(_ place: FilePath) -> Bool { numbers[place.resolved] != nil }

  /// Where the file for a place is until all take their places.
  func path(of place: FilePath) -> FilePath? { numbers[place.resolved].flatMap { members[$0].file?.path } }

  /// Begins a file, which messages call `name`. The folder for it is made where there is none.
  func create(_ place: FilePath, as name: String) throws -> FileOutput {
    let place = place.resolved
    try makeFolder(place.removingLastComponent(), for: name)
    if let status = FileStatus(place), !status.isFile { throw Self.failure(name, "not a regular file, and is left as it is") }
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

  /// Has a file go when the others take their places.
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

  /// A file that took its place.
  private struct Moved {
    let member: Member
    /// What was there before; nil where there was nothing, and for the last, after which nothing can fail.
    let backup: FilePath?
    let identity: FileStatus.Identity?
  }

  /// Moves all files to their places. Who could not read what was there cannot read what takes its place.
  /// - Throws: ``Failure`` with code 2; everything is then as it was, or the message says what is not.
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

  /// Moves one file to its place, after others.
  private func move(_ member: Member, after others: [Moved], isLast: Bool, _ state: inout Unfinished.State) throws -> Moved {
    let former = FileStatus(member.place)
    if let former, let other = others.first(where: { $0.identity == former.identity }) {
      // The file system may take upper case for lower, or one spelling of a letter for another.
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

  /// Keeps what a file takes the place of, under a hidden name beside it.
  private func keep(_ member: Member) throws(Errno) -> FilePath {
    let backup = HiddenFile.path(beside: member.place)
    // Not every file system has hard links, and not everybody may make one.
    if member.file == nil || (try? member.place.alias(backup)) == nil { try member.place.replace(backup) }
    return backup
  }

  private static func restore(_ backup: FilePath, to place: FilePath) throws(Errno) {
    // Between two names of one file rename(2) does nothing.
    let isThere = FileStatus(backup)?.identity == FileStatus(place)?.identity
    if isThere { try backup.remove() } else { try backup.replace(place) }
  }

  /// Puts back what a file took the place of.
  /// - Returns: What to say where that cannot be.
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
