@testable import Bytes
@testable import Captures
@testable import Redacting

/// Captures and their copies in memory. It counts how often each is read.
final class MemoryStore: RedactionStore {
  /// The readable files, by path.
  private(set) var files: [String: [UInt8]]
  /// How often each file was opened.
  private(set) var readings: [String: Int] = [:]
  private(set) var isCommitted = false
  /// Changes a copy while it is written.
  private let tamper: ([UInt8]) -> [UInt8]

  init(_ files: [String: String] = [:], tamper: @escaping ([UInt8]) -> [UInt8] = { $0 }) {
    self.files = files.mapValues { Array($0.utf8) }
    self.tamper = tamper
  }

  func text(_ name: String) -> String { String(decoding: files[name] ?? [], as: UTF8.self) }

  func captures(at path: String) -> [String] { [path] }

  func open(_ path: String) throws(CaptureError) -> ByteSource {
    readings[path, default: 0] += 1
    guard let bytes = files[path] else { throw .unreadable(path: path, reason: "no such file") }
    return ByteSource(name: path, bytes: bytes)
  }

  func attachments(beside path: String) -> Attachments {
    let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
    let beside = files.filter { $0.key.hasPrefix(folder) }.map { (String($0.key.dropFirst(folder.count)), $0.value) }
    return .edited(.none("there is no such file"), Dictionary(uniqueKeysWithValues: beside))
  }

  func digest(of path: String) -> String { Digest.hex(Digest.sha256.of(files[path] ?? [])) }

  // MARK: Copies

  /// Takes the bytes of a copy.
  private final class Copy: ByteOutput {
    private var bytes: [UInt8] = []
    private let keep: ([UInt8]) -> Void

    init(_ keep: @escaping ([UInt8]) -> Void) { self.keep = keep }

    func write(_ bytes: Span<UInt8>) { for at in bytes.indices { self.bytes.append(bytes[at]) } }

    func finish() { keep(bytes) }
  }

  func create(_ name: String, of path: String) -> any ByteOutput { Copy { self.files[name] = self.tamper($0) } }

  func create(file: String, beside name: String, of path: String) -> (name: String, output: any ByteOutput)? {
    let copy = EntryName.folder(of: name) + file
    return files[copy] == nil ? (copy, create(copy, of: path)) : nil
  }

  func path(of name: String) -> String { "out/\(name)" }

  func commit(_ result: RedactionResult) { isCommitted = true }
}
