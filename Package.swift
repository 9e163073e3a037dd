// swift-tools-version: 6.2
import PackageDescription

/// What every target of ours is compiled with: no warning survives, and every unsafe line says so.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .strictMemorySafety(),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// The kit, from the bottom up: each target uses those before it and none after it.
let kit: [Target.Dependency] = [
  "Vocabulary", "Bytes", "Captures", "Payloads", "Knowledge", "Plans", "Known", "Detecting", "Auditing", "Remedies", "Redacting",
  "Assessing", "Reports",
]

let package = Package(
  name: "telltale",
  products: [
    .executable(name: "telltale", targets: ["telltale"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    // swift-crypto's own dependency, of which it takes any version: the same commit is to build the same executable.
    .package(url: "https://github.com/apple/swift-asn1.git", exact: "1.7.4"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
  ],
  targets: [
    // C libraries of the system.
    .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
    .systemLibrary(name: "CPSL", pkgConfig: "libpsl", providers: [.apt(["libpsl-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CGcrypt", pkgConfig: "libgcrypt", providers: [.apt(["libgcrypt20-dev"])]),
    .systemLibrary(name: "CXXHash", pkgConfig: "libxxhash", providers: [.apt(["libxxhash-dev"])]),
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),

    // All unsafe code of matching, of telling domains apart, of reading YAML, of decompressing and of hashing.
    .target(name: "PCRE", dependencies: ["CPCRE2"], swiftSettings: strict),
    .target(name: "PublicSuffix", dependencies: ["CPSL"], swiftSettings: strict),
    .target(name: "YAML", dependencies: ["CYAML"], swiftSettings: strict),
    .target(name: "Zlib", dependencies: ["CZlib"], swiftSettings: strict),
    .target(name: "Zstd", dependencies: ["CZstd"], swiftSettings: strict),
    .target(name: "Hashes", dependencies: ["CGcrypt", "CXXHash"], swiftSettings: strict),

    // The kit, from the bottom up. `Sources/borders.txt` keeps the folders inside of a target in order.
    .target(name: "Vocabulary", swiftSettings: strict),
    .target(
      name: "Bytes",
      dependencies: kit[..<1] + [
        "Hashes", .product(name: "Crypto", package: "swift-crypto"), .product(name: "SwiftASN1", package: "swift-asn1"),
      ], swiftSettings: strict),
    .target(
      name: "Captures", dependencies: kit[..<2] + ["Zlib", "Zstd", .product(name: "SystemPackage", package: "swift-system")],
      swiftSettings: strict),
    .target(name: "Payloads", dependencies: kit[..<3] + ["Zlib", "Zstd"], swiftSettings: strict),
    .target(
      name: "Knowledge", dependencies: kit[..<4] + ["PCRE", "PublicSuffix", "YAML"],
      swiftSettings: strict, plugins: ["EmbedFiles"]),
    .target(name: "Plans", dependencies: kit[..<5] + ["PCRE"], swiftSettings: strict),
    .target(name: "Known", dependencies: Array(kit[..<6]), swiftSettings: strict),
    .target(name: "Detecting", dependencies: kit[..<7] + ["PCRE"], swiftSettings: strict),
    .target(name: "Auditing", dependencies: kit[..<8] + ["PCRE", "Zlib", "Zstd"], swiftSettings: strict),
    .target(name: "Remedies", dependencies: Array(kit[..<9]), swiftSettings: strict),
    .target(
      name: "Redacting", dependencies: kit[..<10] + ["Zlib", "Zstd", .product(name: "SystemPackage", package: "swift-system")],
      swiftSettings: strict),
    .target(name: "Assessing", dependencies: Array(kit[..<11]), swiftSettings: strict),
    .target(
      name: "Reports",
      dependencies: kit[..<12] + [.product(name: "SystemPackage", package: "swift-system")],
      exclude: ["Schemas", "HTML/Templates"], swiftSettings: strict, plugins: ["EmbedFiles"]),
    .executableTarget(
      name: "telltale",
      dependencies: kit + [
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: strict),

    // Tools of this repository: rules and templates go into the binary, the workbench measures it.
    .executableTarget(name: "embed-files", dependencies: ["YAML"], swiftSettings: strict),
    .plugin(name: "EmbedFiles", capability: .buildTool(), dependencies: ["embed-files"]),
    .executableTarget(
      name: "workbench",
      dependencies: [
        "Vocabulary", "Knowledge", "Plans", "Detecting", "Reports", "PCRE",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    // What is fuzzed, and what must hold. The suite replays it; `make fuzz` adds the executable below.
    .target(name: "Fuzzing", dependencies: kit + ["Zlib", "Zstd"], swiftSettings: strict),

    .testTarget(name: "PCRETests", dependencies: ["PCRE"], swiftSettings: strict),
    .testTarget(name: "YAMLTests", dependencies: ["YAML"], swiftSettings: strict),
    .testTarget(
      name: "KitTests",
      dependencies: kit + ["Fuzzing", "PublicSuffix", "Zlib", "Zstd", .product(name: "SystemPackage", package: "swift-system")],
      exclude: ["Hostile/Inputs"], swiftSettings: strict),
    .testTarget(
      name: "CLITests",
      dependencies: kit + ["telltale", "Zlib", "Zstd", "YAML", "workbench"],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)

// `make fuzz` says where libFuzzer is: then the kit counts which of its edges are taken, and there is an executable that it drives.
if let libFuzzer = Context.environment["TELLTALE_FUZZ"] {
  let sanitizers = Context.environment["TELLTALE_FUZZ_SANITIZE"] ?? "fuzzer"
  // Which edges are taken, and not what is compared: that takes longer than all else together, and the dictionaries have the words.
  let coverage = Context.environment["TELLTALE_FUZZ_COVERAGE"] ?? "edge,inline-8bit-counters,pc-table"
  let counted: Set = [
    "PCRE", "PublicSuffix", "Zlib", "Zstd", "Hashes", "Vocabulary", "Bytes", "Captures", "Payloads", "Knowledge", "Plans", "Known",
    "Detecting",
    "Auditing", "Remedies", "Redacting", "Assessing", "Reports", "Fuzzing",
  ]
  for target in package.targets where counted.contains(target.name) {
    target.swiftSettings = (target.swiftSettings ?? []) + [.unsafeFlags(["-sanitize=\(sanitizers)", "-sanitize-coverage=\(coverage)"])]
  }
  package.targets.append(
    .executableTarget(
      name: "fuzz", dependencies: ["Fuzzing"], swiftSettings: strict,
      linkerSettings: [.unsafeFlags(["-Xlinker", libFuzzer])]))
}
