import Captures
import FoundationEssentials
import Glibc
import SystemPackage

/// Files that take their places together, once all of them are complete and were looked at.
///
/// They are written into a hidden folder beside where they belong, so that moving them there is one step for each.
final class Staging {
  private let base: FilePath
  /// Whether each file has the folder beside it, and not all one in the base: they may belong anywhere, also to other file systems.
  private let isSpread: Bool
  /// The hidden folders, by the folder that they stand in.
  private var folders: [FilePath: FilePath] = [:]
  /// The folders that were made for the files.
  private var made: [FilePath] = []
  /// The names of the files, below the base, in order.
  private var names: [String] = []
  /// Where each of them is.
  private var places: [String: FilePath] = [:]

  /// Begins files below `base`, which is made where it is not there yet; those that are spread replace files that are.
  init(in base: String, isSpread: Bool = false) throws {
    // In full, as messages have it.
    self.base = FilePath(URL(filePath: base.isEmpty ? "." : base).path)
    self.isSpread = isSpread
    guard !isSpread else { return }
    try makeBase(named: base)
    folders[""] = try hide(in: self.base, as: base.isEmpty ? "." : base)
  }

  deinit {
    for folder in folders.values { try? FileManager.default.removeItem(atPath: folder.string) }
    // A folder goes only if it is empty, and so it does if nothing took its place in it.
    for folder in made.reversed() { try? folder.removeEmptyFolder() }
  }

  /// Makes the folder that the files belong in, and notes what had to be made: it goes again unless files take their places.
  private func makeBase(named name: String) throws {
    var missing: [FilePath] = []
    var folder = base
    while FileStatus(folder) == nil, folder.lastComponent != nil {
      missing.append(folder)
      folder.removeLastComponent()
    }
    for folder in missing.reversed() {
      do {
        try FileManager.default.createDirectory(atPath: folder.string, withIntermediateDirectories: false)
      } catch {
        for folder in made.reversed() { try? folder.removeEmptyFolder() }
        throw Failure("\(name): cannot be written into: \(reason(error))", code: 2)
      }
      made.append(folder)
    }
  }

  private func hide(in parent: FilePath, as name: String) throws -> FilePath {
    let folder = parent.appending(".telltale.\(UUID().uuidString)")
    do {
      try FileManager.default.createDirectory(atPath: folder.string, withIntermediateDirectories: false)
    } catch {
      throw Failure("\(name): cannot be written into: \(reason(error))", code: 2)
    }
    return folder
  }

  /// Where a file is until all take their places.
  func path(of name: String) -> String { places[name]?.string ?? "" }

  /// Where all files are until they take their places, in the order in which they were begun.
  var paths: [String] { names.map { path(of: $0) } }

  /// Whether there is a file of the name already.
  func holds(_ name: String) -> Bool { places[name] != nil }

  /// Begins a file; one that belongs to another is found from there as it will be in the end.
  func create(_ name: String, beside owner: String? = nil) throws -> FileOutput {
    let parent = isSpread ? FilePath(owner ?? name).removingLastComponent() : ""
    let folder = try folders[parent] ?? hide(in: base.appending(parent.string), as: base.appending(parent.string).string)
    folders[parent] = folder
    let place = folder.appending(FilePath(name).below(parent)?.string ?? name)
    try makeFolder(of: place)
    names.append(name)
    places[name] = place
    return try FileOutput(creating: place)
  }

  /// Moves all files to their places. Who could not read what was there cannot read what takes its place.
  func commit() throws {
    for name in names {
      guard let file = places[name] else { continue }
      let place = base.appending(name)
      try makeFolder(of: place)
      do throws(Errno) {
        if let status = FileStatus(place) { try file.allow(status.permissions) }
        try file.replace(place)
      } catch {
        throw Failure("\(place): cannot be written: \(error)", code: 2)
      }
    }
  }

  private func makeFolder(of place: FilePath) throws {
    do {
      try FileManager.default.createDirectory(atPath: place.removingLastComponent().string, withIntermediateDirectories: true)
    } catch {
      throw Failure("\(place): cannot be written: \(reason(error))", code: 2)
    }
  }

  /// Why a folder could not be made. swift-system has no mkdir(2), and what Foundation throws holds the system's code.
  private func reason(_ error: any Error) -> String {
    ((error as? CocoaError)?.underlying as? POSIXError).map { Errno(rawValue: $0.code.rawValue).description } ?? "the folder cannot be made"
  }
}
