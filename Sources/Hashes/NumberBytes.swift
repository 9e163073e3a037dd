/// The bytes of a number, the most significant first.
func bytes<Number: FixedWidthInteger>(of number: Number) -> [UInt8] {
  var bytes = [UInt8](repeating: 0, count: Number.bitWidth / 8)
  for at in bytes.indices { bytes[at] = UInt8(truncatingIfNeeded: number >> (Number.bitWidth - 8 - at * 8)) }
  return bytes
}
