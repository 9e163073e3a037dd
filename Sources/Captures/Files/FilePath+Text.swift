package import SystemPackage
internal import Bytes

/// Paths as strings: the system takes bytes; reports and messages take strings, which also sort and compare (``RawByte``).
extension FilePath {
  /// The path of a string that the user typed or that ``text`` returned.
  package init(text: String) {
    self.init(platformString: RawByte.bytes(of: text).prefix { $0 != 0 }.map(CChar.init(bitPattern:)) + [0])
  }

  package var text: String {
    // The path lives for the length of the call, and has the length that it says.
    unsafe withPlatformString { bytes in
      RawByte.text(of: unsafe UnsafeBufferPointer(start: bytes, count: length).map(UInt8.init(bitPattern:)))
    }
  }
}

extension FilePath.Component {
  package var text: String { FilePath(root: nil, [self]).text }
}
