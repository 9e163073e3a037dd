import Testing

@testable import Bytes

/// Against published examples: RFC 1319 to 1321 for MD2, MD4 and MD5, FIPS 180-4 for the others.
@Suite struct DigestTests {
  @Test(arguments: [
    (Digest.md5, "abc", "900150983cd24fb0d6963f7d28e17f72"),
    (.md5, "", "d41d8cd98f00b204e9800998ecf8427e"),
    (.md2, "", "8350e5a3e24c153df2275c9f80692773"), (.md2, "abc", "da853b0d3f88d99b30283a69e6ded6bb"),
    (.md2, "abcdefghijklmnopqrstuvwxyz", "4e8ddff3650292ab5a4108c3aa47940b"),
    (.md4, "abc", "a448017aaf21d8525fc10ae87aa6729d"),
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

  @Test func blocksHaveTheSameDigestAsTheWhole() {
    let message = [UInt8](repeating: 0x61, count: 1_000_000)
    var hash = RunningDigest()
    for start in stride(from: 0, to: message.count, by: 4_099) {
      hash.update(message.span.extracting(start..<min(message.count, start + 4_099)))
    }
    #expect(hash.hex() == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  /// Against published examples: FIPS 180-4 and 202, RFC 7693, the BLAKE3 test vectors, the pages of RIPEMD-160 and Whirlpool,
  /// SMHasher, and xxHash's own tool.
  @Test(arguments: [
    (Digest.sha224, "abc", "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7"),
    (.sha384, "abc", "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7"),
    (.sha3_224, "abc", "e642824c3f8cf24ad09234ee7d3c766fc9a3a5168d0c94ad73b46fdf"),
    (.sha3_256, "abc", "3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532"),
    (.sha3_384, "abc", "ec01498288516fc926459f58e2c6ad8df9b473cb0fc08c2596da7cf0e49be4b298d88cea927ac7f539f1edf228376d25"),
    (
      .sha3_512, "abc",
      "b751850b1a57168a5693cd924b6b096e08f621827444f70d884f5d0240d2712e10e116e9192af3c91a7ec57647e3934057340b4cf408d5a56592f8274eec53f0"
    ),
    (
      .blake2b, "abc",
      "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d17d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923"
    ),
    (.blake2s, "abc", "508c5e8c327c14e2e1a72ba34eeb452f37458b209ed63a294d999b4c86675982"),
    (.blake3, "", "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262"),
    (.ripemd160, "abc", "8eb208f7e05d987a9b044a8e98c6b087f15a0bfc"),
    (
      .whirlpool, "abc",
      "4e2448a4c6f486bb16b6562c73b4020bf3043e3a731bce721ae1b303d97e6d4c7181eebdb6c57e277d0e34957114cbd6c797fc9d95d8b582d225292076d4eef5"
    ),
    (.murmur3, "The quick brown fox jumps over the lazy dog", "2e4ff723"),
    (.murmur3_128, "The quick brown fox jumps over the lazy dog", "e34bbc7bbc071b6c7a433ca9c49a9347"),
    (.murmur3_64, "The quick brown fox jumps over the lazy dog", "e34bbc7bbc071b6c"),
    (.murmur3_64Second, "The quick brown fox jumps over the lazy dog", "7a433ca9c49a9347"),
    (.xxh32, "", "02cc5d05"), (.xxh64, "", "ef46db3751d8e999"), (.xxh3, "", "2d06800538d394c2"),
    (.xxh128, "", "99aa06d3014798d86001c324468d497f"), (.crc32, "123456789", "cbf43926"),
  ])
  func digestsOfOtherKindsAreThoseOfTheirAuthors(_ digest: Digest, _ message: String, _ hex: String) {
    #expect(Digest.hex(digest.of(Array(message.utf8))) == hex)
  }

  /// A message of each length around the blocks, against the sums that `b3sum` prints.
  @Test func blake3OfSeveralBlocks() {
    #expect(
      Digest.hex(Digest.blake3.of([UInt8](repeating: 0x61, count: 64)))
        == "472c51290d607f100d2036fdcedd7590bba245e9adeb21364a063b7bb4ca81c7")
    #expect(
      Digest.hex(Digest.blake3.of([UInt8](repeating: 0x61, count: 65)))
        == "f345679d9055e53939e92c04ff4f6c9d824b849810d4b598f54baa23336cde99")
    #expect(
      Digest.hex(Digest.blake3.of([UInt8](repeating: 0x61, count: 1_024)))
        == "5a1c9e5d85d9898297037e8e24f69bb0e604a84c91c3b3ef4784a374812900d9")
    #expect(Digest.blake3.of([UInt8](repeating: 0x61, count: 1_025)).isEmpty)
  }
}
