import Foundation

/// A capture that something is measured on.
struct Subject {
  var name: String
  var path: String
  /// Whether it has a JSON document a line; else it is one document.
  var isLog: Bool
  /// Which kind was generated; nil for a capture that was given.
  var kind: CaptureKind?
  var megabytes: Double

  /// A capture of somebody's.
  init(file: String) throws {
    try self.init(name: "the given file", path: file, isLog: [".ndjson", ".jsonl", ".log"].contains(where: file.lowercased().hasSuffix))
  }

  /// Generates one in a folder.
  init(_ kind: CaptureKind, megabytes: Int, seed: UInt64, in folder: URL) throws {
    let path = folder.appending(path: "\(megabytes)-MB-\(kind.fileName)").path
    _ = try kind.write(to: path, bytes: megabytes * 1_000_000, seed: seed)
    try self.init(name: kind.title, path: path, isLog: kind == .leakingLog, kind: kind)
  }

  private init(name: String, path: String, isLog: Bool, kind: CaptureKind? = nil) throws {
    self.name = name
    self.path = path
    self.isLog = isLog
    self.kind = kind
    megabytes = Double((try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0) / 1e6
  }
}

extension CaptureKind {
  /// What tables call it.
  var title: String { self == .sparse ? "sparse capture" : rawValue.replacing("-", with: " ") }
}
