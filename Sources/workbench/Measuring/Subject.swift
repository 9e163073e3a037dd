import Foundation

/// A capture to measure with.
struct Subject {
  var name: String
  var path: String
  /// Whether it has one JSON document per line; else it is one document.
  var isLog: Bool
  /// The generated kind; nil for a given capture.
  var kind: CaptureKind?
  var megabytes: Double

  /// A given capture.
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
  /// The name in tables.
  var title: String { self == .sparse ? "sparse capture" : rawValue.replacing("-", with: " ") }
}
