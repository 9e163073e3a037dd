import Foundation
import TelltaleKit

/// Files that take their places together, once all of them are complete and were looked at.
///
/// They are written into a hidden folder beside where they belong, so that moving them there is one step for each.
final class Staging {
  private let base: URL
  /// Whether each file has the folder beside it, and not all one in the base: they may belong anywhere, also to other file systems.
  private let isSpread: Bool
  /// The hidden folders, by the folder that they stand in.
  private var folders: [String: URL] = [:]
  /// The folders that were made for the files.
  private var made: [URL] = []
  /// The names of the files, below the base, in order.
  private var names: [String] = []
  /// Where each of them is.
  private var places: [String: URL] = [:]

  /// Begins files below `base`, which is made where it is not there yet; those that are spread replace files that are.
  init(in base: String, isSpread: Bool = false) throws {
    self.base = URL(filePath: base.isEmpty ? "." : base)
    self.isSpread = isSpread
    guard !isSpread else { return }
    try makeBase(named: base)
    folders[""] = try hide(in: self.base, as: base.isEmpty ? "." : base)
  }

  deinit {
    for folder in folders.values { try? FileManager.default.removeItem(at: folder) }
    // A folder goes only if it is empty, and so it does if nothing took its place in it.
    for folder in made.reversed() { unsafe rmdir(folder.path) }
  }

  /// Makes the folder that the files belong in, and notes what had to be made: it goes again unless files take their places.
  private func makeBase(named name: String) throws {
    var missing: [URL] = []
    var folder = base
    while !FileManager.default.fileExists(atPath: folder.path), folder.pathComponents.count > 1 {
      missing.append(folder)
      folder = folder.deletingLastPathComponent()
    }
    for folder in missing.reversed() {
      do {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
      } catch {
        for folder in made.reversed() { unsafe rmdir(folder.path) }
        throw Failure("\(name): cannot be written into: \(reason(error))", code: 2)
      }
      made.append(folder)
    }
  }

  private func hide(in parent: URL, as name: String) throws -> URL {
    let folder = parent.appending(path: ".telltale.\(UUID().uuidString)")
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    } catch {
      throw Failure("\(name): cannot be written into: \(reason(error))", code: 2)
    }
    return folder
  }

  /// Where a file is until all take their places.
  func path(of name: String) -> String { places[name]?.path ?? "" }

  /// Where all files are until they take their places, in the order in which they were begun.
  var paths: [String] { names.map { path(of: $0) } }

  /// Whether there is a file of the name already.
  func holds(_ name: String) -> Bool { places[name] != nil }

  /// Begins a file; one that belongs to another is found from there as it will be in the end.
  func create(_ name: String, beside owner: String? = nil) throws -> FileOutput {
    let owner = owner ?? name
    let parent = isSpread ? owner.lastIndex(of: "/").map { String(owner[...$0]) } ?? "" : ""
    let folder = try folders[parent] ?? hide(in: base.appending(path: parent), as: base.appending(path: parent).path)
    folders[parent] = folder
    let place = folder.appending(path: String(name.dropFirst(parent.count)))
    try makeFolder(of: place)
    names.append(name)
    places[name] = place
    return try FileOutput(creating: place.path)
  }

  /// Moves all files to their places. Who could not read what was there cannot read what takes its place.
  func commit() throws {
    for name in names {
      let place = base.appending(path: name)
      try makeFolder(of: place)
      // The paths live for the length of each call.
      if let status = FileStatus(place.path), unsafe chmod(path(of: name), mode_t(status.permissions)) != 0 {
        throw Failure("\(place.path): cannot be written: \(Descriptor.Refusal(code: errno).reason)", code: 2)
      }
      guard unsafe rename(path(of: name), place.path) == 0 else {
        throw Failure("\(place.path): cannot be written: \(Descriptor.Refusal(code: errno).reason)", code: 2)
      }
    }
  }

  private func makeFolder(of place: URL) throws {
    do {
      try FileManager.default.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    } catch {
      throw Failure("\(place.path): cannot be written: \(reason(error))", code: 2)
    }
  }

  private func reason(_ error: any Error) -> String {
    ((error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError).map { Descriptor.Refusal(code: Int32($0.code)).reason }
      ?? "the folder cannot be made"
  }
}
