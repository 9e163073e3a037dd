import Bytes
import Captures
import Redacting
import SystemPackage

/// Redacted captures in hidden files next to their final paths, until they are proved.
final class StagedCaptures: RedactionStore {
  private let target: RedactionTarget
  /// Writes the certificate of the result into the same staging.
  private let certify: (RedactionResult, Staging) throws -> Void
  /// The versions of the captures before they were read.
  private let versions: [FileStatus.Version?]
  private let staging = Staging()
  /// The original folders of attached files, by the files' names.
  private var origins: [String: FilePath] = [:]
  /// The paths of attached files, by the capture's name and by their name in it.
  private var files: [String: [String: FilePath]] = [:]

  /// `versions` are those of the captures before they were read.
  init(_ target: RedactionTarget, _ versions: [FileStatus.Version?], certify: @escaping (RedactionResult, Staging) throws -> Void) {
    self.target = target
    self.versions = versions
    self.certify = certify
  }

  func create(_ name: String, of path: String) throws -> any ByteOutput {
    try staging.create(FilePath(text: target.path(of: name)), as: target.inPlace ? path : target.path(of: name))
  }

  /// - Throws: ``Failure`` with code 64 for a file that would replace one that is read, or one of another folder.
  func create(file: String, beside capture: String, of path: String) throws -> (name: String, output: any ByteOutput)? {
    let name = target.name(of: file, beside: capture)
    let place = FilePath(text: target.path(of: name))
    let origin = FilePath(text: path).removingLastComponent()
    if let other = origins.updateValue(origin, forKey: name), other != origin {
      throw Failure(
        "two captures of different folders have a file \(Printable.line(file)): name the folder that both are below", code: 64)
    }
    if target.isRead(name) {
      throw Failure("\(target.path(of: name)): belongs to the capture that is read; write the redacted one into another folder", code: 64)
    }
    let output = staging.holds(place) ? nil : try staging.create(place, as: place.text)
    files[capture, default: [:]][file] = staging.path(of: place)
    return output.map { (name, $0) }
  }

  func path(of name: String) -> String { target.path(of: name) }

  /// - Throws: ``Failure`` with code 2 for a capture that was modified since: the new content would be lost, and was never
  ///   examined.
  func commit(_ result: RedactionResult) throws {
    for (capture, version) in zip(target.captures, versions) where FileStatus(capture.path)?.version != version {
      throw Failure("\(capture.path): has changed since it was read; nothing was written", code: 2)
    }
    try certify(result, staging)
    try staging.commit()
  }

  // MARK: Reading what was staged

  func captures(at name: String) -> [String] { [name] }

  func open(_ name: String) throws(CaptureError) -> ByteSource { try ByteSource(path: path(ofStaged: name), as: name) }

  func attachments(beside name: String) -> Attachments { .files(files[name] ?? [:]) }

  func digest(of name: String) throws(CaptureError) -> String { try FileDigest.of(path(ofStaged: name)) }

  private func path(ofStaged name: String) -> String { staging.path(of: FilePath(text: target.path(of: name)))?.text ?? "" }
}
