package import SystemPackage

extension Errno {
  /// The code of an error of `FileDescriptor`, whose functions throw only `Errno` but do not declare it.
  package init(_ error: any Error) { self = error as? Errno ?? .ioError }
}
