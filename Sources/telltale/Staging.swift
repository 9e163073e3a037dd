import Foundation
import TelltaleKit

/// Files that take their places together, once all of them are complete and were looked at.
///
/// They are written into a hidden folder beside where they belong, so that moving them there is one step for each.
final class Staging {
  private let base: URL
  private let folder: URL
  /// The names of the files, below both.
  private var names: [String] = []

  /// Makes the hidden folder in `base`, where the files will be.
  init(in base: String) throws {
    self.base = URL(filePath: base.isEmpty ? "." : base)
    var parent = self.base
    // A folder that is not there yet is made in the end.
    while !FileManager.default.fileExists(atPath: parent.path), parent.pathComponents.count > 1 {
      parent = parent.deletingLastPathComponent()
    }
    folder = parent.appending(path: ".telltale.\(UUID().uuidString)")
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    } catch {
      throw Failure("\(base.isEmpty ? "." : base): cannot be written into: \(reason(error))", code: 2)
    }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Where a file is until all take their places.
  func path(of name: String) -> String { folder.appending(path: name).path }

  /// Whether there is a file of the name already.
  func holds(_ name: String) -> Bool { names.contains(name) }

  /// Begins a file.
  func create(_ name: String) throws -> FileOutput {
    let place = folder.appending(path: name)
    try makeFolder(of: place)
    names.append(name)
    return try FileOutput(creating: place.path)
  }

  /// Moves all files to their places.
  func commit() throws {
    for name in names {
      let place = base.appending(path: name)
      try makeFolder(of: place)
      // Both paths live for the length of the call.
      guard unsafe rename(folder.appending(path: name).path, place.path) == 0 else {
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
