import Testing

@testable import Bytes

/// Against published examples: RFC 1321 for MD5, FIPS 180-4 for the others.
@Suite struct DigestTests {
  @Test(arguments: [
    (Digest.md5, "abc", "900150983cd24fb0d6963f7d28e17f72"),
    (.md5, "", "d41d8cd98f00b204e9800998ecf8427e"),
    (.sha1, "abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
    (.sha256, "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      .sha512, "abc",
      "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"
    ),
  ])
  func digestsAreThoseOfTheStandard(_ digest: Digest, _ message: String, _ hex: String) {
    #expect(Digest.hex(digest.of(Array(message.utf8))) == hex)
  }

  @Test func whatComesInBlocksHasTheSameDigest() {
    let message = [UInt8](repeating: 0x61, count: 1_000_000)
    var hash = RunningDigest()
    for start in stride(from: 0, to: message.count, by: 4_099) {
      hash.update(message.span.extracting(start..<min(message.count, start + 4_099)))
    }
    #expect(hash.hex() == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }
}
