import FoundationEssentials
package import SystemPackage

extension FilePath {
  /// A path as somebody gave it: a slash at the end asks for a folder. A `FilePath` drops the slash, so `/.` asks instead.
  package init(asGiven path: String) {
    self.init(path.utf8.last == UInt8(ascii: "/") ? path + "." : path)
  }

  /// The last component; the whole path where it has none.
  package var name: String { lastComponent?.string ?? string }

  /// The path below `folder`; nil where it is not below.
  package func below(_ folder: FilePath) -> FilePath? {
    var path = self
    return path.removePrefix(folder) && !path.isEmpty ? path : nil
  }

  /// The full path behind symbolic links; that of a file that is not there yet keeps its links. swift-system has no realpath(3).
  package var resolved: FilePath {
    FilePath(URL(filePath: isEmpty ? "." : string).resolvingSymlinksInPath().path)
  }
}
