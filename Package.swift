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

let package = Package(
  name: "telltale",
  products: [
    .executable(name: "telltale", targets: ["telltale"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
  ],
  targets: [
    // C libraries of the system.
    .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
    .systemLibrary(name: "CPSL", pkgConfig: "libpsl", providers: [.apt(["libpsl-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),

    // All unsafe code of matching, of telling domains apart, and of decompressing.
    .target(name: "PCRE", dependencies: ["CPCRE2"], swiftSettings: strict),
    .target(name: "PublicSuffix", dependencies: ["CPSL"], swiftSettings: strict),
    .target(name: "Zlib", dependencies: ["CZlib"], swiftSettings: strict),
    .target(name: "Zstd", dependencies: ["CZstd"], swiftSettings: strict),

    // The audit itself.
    .target(
      name: "TelltaleKit",
      dependencies: [
        "PCRE", "PublicSuffix", "Zlib", "Zstd", .product(name: "Crypto", package: "swift-crypto"), .product(name: "Yams", package: "Yams"),
        .product(name: "Mustache", package: "swift-mustache"), .product(name: "SystemPackage", package: "swift-system"),
      ],
      exclude: ["Schemas", "Reports/HTML/Templates"],
      swiftSettings: strict,
      plugins: ["EmbedFiles"]),
    .executableTarget(
      name: "telltale",
      dependencies: [
        "TelltaleKit", .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: strict),

    // Tools of this repository: rules and templates go into the binary, the workbench measures it.
    .executableTarget(name: "embed-files", swiftSettings: strict),
    .plugin(name: "EmbedFiles", capability: .buildTool(), dependencies: ["embed-files"]),
    .executableTarget(
      name: "workbench",
      dependencies: [.product(name: "ArgumentParser", package: "swift-argument-parser")],
      swiftSettings: strict),

    .testTarget(name: "PCRETests", dependencies: ["PCRE"], swiftSettings: strict),
    .testTarget(
      name: "TelltaleKitTests",
      dependencies: ["TelltaleKit", "PublicSuffix", "Zlib", "Zstd", .product(name: "SystemPackage", package: "swift-system")],
      swiftSettings: strict),
    .testTarget(
      name: "CLITests",
      dependencies: ["telltale", "TelltaleKit", "Zlib", "Zstd", "workbench", .product(name: "Yams", package: "Yams")],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
