package import SystemPackage
internal import Bytes

/// Paths as texts: bytes to the system, and texts to reports, messages and everything that sorts and compares (``RawByte``).
extension FilePath {
  /// The path of a text that somebody typed or that ``text`` gave.
  package init(text: String) {
    self.init(platformString: RawByte.bytes(of: text).prefix { $0 != 0 }.map(CChar.init(bitPattern:)) + [0])
  }

  package var text: String {
    // The path lives for the length of the call, and is as long as it says.
    unsafe withPlatformString { bytes in
      RawByte.text(of: unsafe UnsafeBufferPointer(start: bytes, count: length).map(UInt8.init(bitPattern:)))
    }
  }
}

extension FilePath.Component {
  package var text: String { FilePath(root: nil, [self]).text }
}
