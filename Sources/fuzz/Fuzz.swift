import Fuzzing
import Glibc

/// Runs one of the fuzz targets with libFuzzer: `fuzz TARGET [libFuzzer's options and folders of inputs]`.
@main struct Fuzz {
  static func main() {
    let arguments = CommandLine.arguments
    guard arguments.count > 1, let target = FuzzTarget.all.first(where: { $0.name == arguments[1] }) else {
      print(FuzzTarget.all.map(\.name).joined(separator: "\n"))
      exit(arguments.count > 1 ? 64 : 0)
    }
    unsafe chosen = target
    // libFuzzer keeps its arguments for the life of the process, so nothing is freed.
    let strings = unsafe ([arguments[0], "-max_len=\(target.longest)"] + arguments.dropFirst(2)).map { unsafe strdup($0) }
    var count = Int32(unsafe strings.count)
    var list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = unsafe .allocate(capacity: strings.count + 1)
    unsafe list?.initialize(from: strings + [nil], count: strings.count + 1)
    exit(unsafe runDriver(&count, &list, fuzzOne))
  }
}

/// The target of this process; set once, before libFuzzer begins.
nonisolated(unsafe) private var chosen = FuzzTarget.all[0]

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<Int32>, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
  _ one: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
) -> Int32

private func fuzzOne(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  // libFuzzer lends the bytes for the call; they are copied at once.
  let input = unsafe Array(UnsafeBufferPointer(start: bytes, count: count))
  if let complaint = unsafe chosen.complaint(about: input) { fatalError(complaint) }
  return 0
}
