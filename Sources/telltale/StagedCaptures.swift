import Bytes
import Captures
import Redacting
import SystemPackage

/// Redacted captures in hidden folders beside where they belong, until they are proved.
final class StagedCaptures: RedactionStore {
  private let target: RedactionTarget
  private let staging: Staging
  /// The folders that files beside captures come from, by the files' names.
  private var origins: [String: FilePath] = [:]

  init(_ target: RedactionTarget) throws {
    self.target = target
    staging = try Staging(in: target.base, isSpread: target.inPlace)
  }

  func create(_ name: String, of path: String) throws -> any ByteOutput { try staging.create(name) }

  /// - Throws: ``Failure`` with code 64 for a file that would take the place of one that is read, or of one of another folder.
  func create(file: String, beside capture: String, of path: String) throws -> (name: String, output: any ByteOutput)? {
    let name = target.name(of: file, beside: capture)
    let origin = FilePath(path).removingLastComponent()
    if let other = origins.updateValue(origin, forKey: name), other != origin {
      throw Failure(
        "two captures of different folders have a file \(Printable.line(file)): name the folder that both are below", code: 64)
    }
    guard !staging.holds(name) else { return nil }
    if target.isRead(name) {
      throw Failure("\(target.path(of: name)): belongs to the capture that is read; write the redacted one into another folder", code: 64)
    }
    return (name, try staging.create(name, beside: capture))
  }

  func path(of name: String) -> String { target.path(of: name) }

  func commit() throws { try staging.commit() }

  // MARK: Reading what was staged

  func captures(at name: String) -> [String] { [name] }

  func open(_ name: String) throws(CaptureError) -> ByteSource { try ByteSource(path: staging.path(of: name)) }

  func attachments(beside name: String) -> Attachments { .beside(staging.path(of: name)) }

  func digest(of name: String) throws(CaptureError) -> String { try FileDigest.of(staging.path(of: name)) }
}
