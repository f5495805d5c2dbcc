// swift-tools-version: 6.2
import PackageDescription

// Modules import downward only; docs/architecture.md draws the rooms. Each C library has one
// Swift door (the module that names it below), and no C type leaves that door.

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("ExistentialAny"),
  .treatAllWarnings(as: .error),
]

func module(_ name: String, _ imports: [Target.Dependency] = [], fast: Bool = false) -> Target {
  // Numeric loops are 800 times slower at -Onone, so they are optimised in debug builds too.
  let optimised: [SwiftSetting] = fast ? [.unsafeFlags(["-O"], .when(configuration: .debug))] : []
  return .target(name: name, dependencies: imports, swiftSettings: strict + optimised)
}

func system(_ name: String, pkgConfig: String, apt: String) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([apt])])
}

func tests(_ name: String, _ imports: [Target.Dependency], fixtures: Bool = false) -> Target {
  .testTarget(
    name: name, dependencies: imports + ["TestSupport"], exclude: fixtures ? ["Fixtures"] : [],
    swiftSettings: strict)
}

let argumentParser: Target.Dependency =
  .product(name: "ArgumentParser", package: "swift-argument-parser")

/// Only the sandbox's program serves HTTP.
let nio: [Target.Dependency] = ["NIOCore", "NIOPosix", "NIOHTTP1"].map {
  .product(name: $0, package: "swift-nio")
}

let package = Package(
  name: "git-lora",
  products: [
    .executable(name: "git-lora", targets: ["git-lora"]),
    .executable(name: "lora-train", targets: ["lora-train"]),
    .executable(name: "lora-sandbox", targets: ["lora-sandbox"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
  ],
  targets: [
    // C libraries
    system("CLibGit2", pkgConfig: "libgit2", apt: "libgit2-dev"),
    system("CLibYAML", pkgConfig: "yaml-0.1", apt: "libyaml-dev"),
    system("COpenSSL", pkgConfig: "libcrypto", apt: "libssl-dev"),
    system("COpenBLAS", pkgConfig: "openblas", apt: "libopenblas-dev"),
    .systemLibrary(name: "CLinux"),
    // Loaded when first called, so not linked: their headers are needed to build.
    .systemLibrary(name: "CLibCurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(name: "CLibArchive", providers: [.apt(["libarchive-dev"])]),
    .target(
      name: "CLoraKernels",
      cSettings: [.unsafeFlags(["-O3", "-fno-math-errno"])]),

    // Values
    module("LoraNames", fast: true),
    module("LoraDigest", ["COpenSSL"], fast: true),
    module("LoraExperiment", ["LoraNames", "LoraDigest"]),

    module("LoraJSON", ["LoraNames"], fast: true),

    module("LoraFiles", ["LoraNames", "CLinux"]),

    // The trainer
    module("LoraWeights", ["LoraNames", "LoraJSON", "LoraFiles"], fast: true),
    module("LoraFamilies", ["LoraNames", "LoraWeights", "LoraJSON"]),
    module("LoraComparison", ["LoraNames", "LoraWeights", "LoraJSON"], fast: true),
    module(
      "LoraText", ["LoraNames", "LoraWeights", "LoraJSON", "LoraFiles", "LoraDigest"], fast: true),
    module("LoraTensor", ["LoraNames", "COpenBLAS", "CLoraKernels", "LoraWeights"], fast: true),
    module("LoraModels", ["LoraTensor", "LoraWeights", "LoraFamilies"], fast: true),
    module(
      "LoraTrainer",
      ["LoraNames", "LoraModels", "LoraTensor", "LoraWeights", "LoraJSON", "LoraFamilies"],
      fast: true),

    // Configuration
    module("LoraYAML", ["LoraNames", "CLibYAML"]),
    module(
      "LoraConfig",
      [
        "LoraNames", "LoraYAML", "LoraFiles", "LoraExperiment", "LoraFamilies", "LoraText",
        "LoraWeights",
        "LoraJSON",
      ]),

    // The run as a commit
    module("LoraProcess", ["LoraFiles", "CLinux"]),
    module("LoraGit", ["LoraNames", "CLibGit2", "LoraProcess", "LoraFiles"]),
    module(
      "LoraStore",
      ["LoraNames", "LoraGit", "LoraProcess", "LoraFiles", "LoraExperiment", "LoraDigest"]),
    module(
      "LoraSharing",
      [
        "LoraNames",
        "LoraStore", "LoraGit", "LoraHTTP", "LoraProcess", "LoraFiles", "LoraExperiment",
        "LoraDigest",
      ]),
    module(
      "LoraHooks",
      ["LoraNames", "LoraStore", "LoraGit", "LoraProcess", "LoraConfig", "LoraYAML", "LoraFiles"]),
    module(
      "LoraRunner",
      [
        "LoraNames",
        "LoraStore", "LoraGit", "LoraProcess", "LoraConfig", "LoraYAML", "LoraFiles",
        "LoraExperiment", "LoraDigest", "LoraText", "LoraWeights", "LoraFamilies", "LoraPosting",
        "LoraMirror", "LoraTasks", "LoraClickUp", "LoraIntake", "CLinux",
      ]),

    // The network
    module("LoraHTTP", ["CLibCurl"]),
    module("LoraClickUp", ["LoraHTTP", "LoraProcess", "LoraDigest"]),
    module("LoraTasks", ["LoraClickUp", "LoraExperiment"]),

    // Files from people
    module("LoraArchive", ["LoraNames", "CLibArchive", "CLinux", "LoraFiles", "LoraDigest"]),
    module(
      "LoraIntake",
      [
        "LoraNames", "LoraClickUp", "LoraHTTP", "LoraArchive", "LoraConfig", "LoraFiles",
        "LoraDigest",
      ]),

    // What people look at. Style sheet and scripts are files of their own, compiled in.
    .target(
      name: "LoraReport",
      dependencies: ["LoraNames", "LoraExperiment", "LoraDigest"],
      resources: [.embedInCode("Page")],
      swiftSettings: strict + [.unsafeFlags(["-O"], .when(configuration: .debug))]),

    // The run on a ClickUp task
    module(
      "LoraMirror",
      [
        "LoraNames",
        "LoraTasks", "LoraClickUp", "LoraHTTP", "LoraStore", "LoraConfig", "LoraFiles",
        "LoraExperiment", "LoraDigest", "LoraReport",
      ]),

    module(
      "LoraPosting",
      [
        "LoraNames",
        "LoraMirror", "LoraTasks", "LoraClickUp", "LoraHTTP", "LoraSharing", "LoraReview",
        "LoraReport", "LoraStore", "LoraConfig", "LoraFiles", "LoraExperiment", "LoraProcess",
      ]),
    module(
      "LoraReview",
      [
        "LoraNames",
        "LoraStore", "LoraGit", "LoraConfig", "LoraComparison", "LoraReport", "LoraExperiment",
        "LoraDigest", "LoraWeights",
      ]),

    // A ClickUp of one's own, for tests and for looking around. Its page is compiled in.
    .target(
      name: "LoraSandbox", dependencies: ["LoraDigest", "LoraJSON"] + nio,
      resources: [.embedInCode("Page")], swiftSettings: strict),

    // Programs
    module(
      "LoraCommands",
      [
        "LoraNames",
        "LoraReview", "LoraReport", "LoraTasks", "LoraPosting", "LoraMirror", "LoraClickUp",
        "LoraIntake", "LoraArchive", "LoraHTTP",
        "LoraRunner", "LoraStore", "LoraSharing", "LoraGit", "LoraProcess", "LoraHooks",
        "LoraConfig", "LoraYAML", "LoraFiles", "LoraExperiment", "LoraDigest", "LoraWeights",
        argumentParser,
      ]),
    .executableTarget(name: "git-lora", dependencies: ["LoraCommands"], swiftSettings: strict),
    .executableTarget(
      name: "lora-train",
      dependencies: [
        "LoraNames", "LoraTrainer", "LoraModels", "LoraTensor", "LoraText", "LoraWeights",
        "LoraJSON", "LoraFamilies", "LoraConfig", "LoraYAML", "LoraExperiment", "LoraFiles",
        "LoraProcess",
        argumentParser,
      ],
      swiftSettings: strict),

    .executableTarget(
      name: "lora-sandbox", dependencies: ["LoraSandbox", argumentParser], swiftSettings: strict),

    // Tests
    .target(
      name: "TestSupport", dependencies: ["LoraProcess", "LoraGit"], path: "Tests/TestSupport",
      swiftSettings: strict),
    tests("LoraNamesTests", ["LoraNames"]),
    tests("LoraDigestTests", ["LoraDigest"]),
    tests("LoraExperimentTests", ["LoraExperiment", "LoraDigest", "LoraProcess"]),
    tests("LoraJSONTests", ["LoraJSON"]),
    tests("LoraFilesTests", ["LoraFiles"]),
    tests("LoraWeightsTests", ["LoraWeights"]),
    tests("LoraFamiliesTests", ["LoraFamilies", "LoraWeights", "CLoraKernels"], fixtures: true),
    tests("LoraTextTests", ["LoraText", "LoraWeights"], fixtures: true),
    tests("LoraTensorTests", ["LoraTensor", "CLoraKernels", "LoraWeights"], fixtures: true),
    tests("LoraModelsTests", ["LoraModels", "LoraTensor", "LoraWeights", "LoraFamilies"]),
    tests(
      "LoraTrainerTests",
      ["LoraTrainer", "LoraModels", "LoraTensor", "LoraWeights", "LoraJSON", "LoraFamilies"]),
    tests("LoraYAMLTests", ["LoraYAML"]),
    tests("LoraConfigTests", ["LoraConfig", "LoraYAML", "LoraExperiment", "LoraFamilies"]),
    tests("LoraProcessTests", ["LoraProcess"]),
    tests("LoraGitTests", ["LoraGit", "LoraProcess"]),
    tests(
      "LoraStoreTests", ["LoraStore", "LoraGit", "LoraExperiment", "LoraDigest", "LoraProcess"]),
    tests(
      "LoraMirrorTests",
      [
        "LoraMirror", "LoraTasks", "LoraClickUp", "LoraHTTP", "LoraStore", "LoraConfig",
        "LoraFiles", "LoraExperiment", "LoraDigest", "LoraReport",
      ]),
    .testTarget(
      name: "LoraSharingTests",
      dependencies: [
        "LoraSharing", "LoraStore", "LoraGit", "LoraHTTP", "LoraExperiment", "LoraDigest",
        "LoraProcess", "TestSupport",
      ],
      exclude: ["Scripts"], swiftSettings: strict),
    tests("LoraHooksTests", ["LoraHooks", "LoraGit", "LoraProcess", "LoraConfig", "LoraYAML"]),
    tests("LoraComparisonTests", ["LoraComparison", "LoraWeights"]),
    tests("LoraReviewTests", ["LoraReview", "LoraStore", "LoraReport", "LoraExperiment"]),
    tests(
      "LoraRunnerTests",
      ["LoraRunner", "LoraConfig", "LoraExperiment", "LoraDigest", "LoraProcess"]),
    .testTarget(
      name: "LoraHTTPTests", dependencies: ["LoraHTTP", "LoraProcess", "TestSupport"],
      exclude: ["Scripts"], swiftSettings: strict),
    .testTarget(
      name: "LoraClickUpTests",
      dependencies: ["LoraClickUp", "LoraHTTP", "LoraProcess", "LoraDigest", "TestSupport"],
      exclude: ["Fixtures", "Scripts"], swiftSettings: strict),
    tests("LoraTasksTests", ["LoraTasks", "LoraClickUp", "LoraExperiment"]),
    .testTarget(
      name: "LoraIntakeTests",
      dependencies: [
        "LoraIntake", "LoraClickUp", "LoraHTTP", "LoraArchive", "LoraConfig", "LoraDigest",
        "LoraProcess", "TestSupport",
      ],
      exclude: ["Scripts"], swiftSettings: strict),
    .testTarget(
      name: "LoraArchiveTests",
      dependencies: ["LoraArchive", "LoraDigest", "LoraProcess", "TestSupport"],
      exclude: ["Scripts"], swiftSettings: strict),
    .testTarget(
      name: "LoraReportTests", dependencies: ["LoraReport", "LoraExperiment", "LoraDigest"],
      exclude: ["Scripts"], swiftSettings: strict),
    .testTarget(
      name: "LoraSandboxTests", dependencies: ["LoraSandbox", "lora-sandbox", "git-lora"],
      exclude: ["Scripts"], swiftSettings: strict),
    tests("LoraCommandsTests", ["LoraCommands"]),
    tests(
      "CommandLineTests",
      [
        "git-lora", "lora-train", "lora-sandbox", "LoraProcess", "LoraFamilies", "LoraWeights",
        "LoraJSON",
      ]),
  ],
  swiftLanguageModes: [.v6]
)
