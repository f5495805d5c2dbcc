import Foundation
import LoraText
import Testing

struct DataSetListingTests {
  private func listing<R>(
    _ names: [String], for reader: DataSetListing.Reader = .loraTrain,
    prepare: (String) throws -> Void = { _ in }, _ body: (DataSetListing) throws -> R
  ) throws -> R {
    let files = Dictionary(uniqueKeysWithValues: names.map { ($0, Data("x\n".utf8)) })
    return try Fixture.withFolder(files) { folder in
      try prepare(folder)
      return try body(DataSetListing(folder, for: reader))
    }
  }

  private func link(_ name: String, to target: String, in folder: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder + "/" + name, withDestinationPath: target)
  }

  /// What is trained on, and what is held out.
  @Test(
    arguments: [
      (["train.jsonl", "valid.jsonl", "test.jsonl"], ["train.jsonl"]),
      (["train.jsonl", "validation.jsonl"], ["train.jsonl"]),
      (["train.txt", "eval.txt", "dev.txt"], ["train.txt"]),
      (["train-00000-of-00002.json", "test-00000-of-00001.json"], ["train-00000-of-00002.json"]),
      (["train_sft.jsonl", "test_sft.jsonl"], ["train_sft.jsonl"]),
      (["shop_train.jsonl", "shop_test.jsonl", "more.jsonl"], ["more.jsonl", "shop_train.jsonl"]),
      (["train/a.jsonl", "test/a.jsonl", "test/deep/b.jsonl"], ["train/a.jsonl"]),
      (["x/train.jsonl", "x/valid.jsonl", "y/valid.jsonl"], ["x/train.jsonl", "y/valid.jsonl"]),
      (["valid.jsonl", "test.jsonl"], ["test.jsonl", "valid.jsonl"]),
      (["latest.jsonl", "train.jsonl"], ["latest.jsonl", "train.jsonl"]),
    ] as [([String], [String])])
  func partsForValidationAreHeldOut(names: [String], trained: [String]) throws {
    try listing(names) { listing in
      #expect(listing.files == trained)
      #expect(Set(listing.heldOut) == Set(names).subtracting(trained))
      #expect(listing.problems.isEmpty)
      let words = listing.remarks.joined(separator: "\n")
      for name in listing.heldOut.prefix(3) { #expect(words.contains(name)) }
    }
  }

  @Test func aPartForTestsWithoutOneForTrainingIsTold() throws {
    try listing(["a.jsonl", "test.jsonl"]) { listing in
      #expect(listing.files == ["a.jsonl", "test.jsonl"])
      #expect(
        listing.remarks.count == 1 && listing.remarks[0].hasPrefix("test.jsonl is trained on"))
    }
  }

  @Test func documentationIsNoData() throws {
    let documents = [
      "README.txt", "LICENSE.txt", "license-MIT.txt", "CHANGELOG.txt", "dataset_info.json",
      "README_zh.txt", "sub/NOTICE.txt",
    ]
    let others = ["README.md", "LICENSE", "table.csv", "part.parquet", "x.png"]
    try listing(["a.jsonl", "readme.jsonl", "licenses-of-towns.json"] + documents + others) {
      #expect($0.files == ["a.jsonl", "licenses-of-towns.json", "readme.jsonl"])
      #expect(Set($0.passedOver.map(\.path)) == Set(documents + others))
      let reasons = Dictionary(uniqueKeysWithValues: $0.passedOver.map { ($0.path, $0.reason) })
      #expect(documents.allSatisfy { reasons[$0] == "documentation" })
      #expect(reasons["table.csv"] == "a CSV table")
      #expect(reasons["part.parquet"] == "a Parquet file")
      #expect($0.remarks.count == 1 && $0.remarks[0].contains("and 9 more"))
    }
  }

  @Test func hiddenNamesAreLeftOutAtAnyDepth() throws {
    let names = ["a.txt", ".b.txt", ".git/c.txt", "d/.e/f.txt", "d/g.txt"]
    for reader in [DataSetListing.Reader.loraTrain, .other] {
      try listing(names, for: reader) { #expect($0.files == ["a.txt", "d/g.txt"]) }
    }
  }

  @Test func foldersAreFollowedToAnyDepth() throws {
    let deep = String(repeating: "d/", count: 40) + "a.txt"
    try listing([deep]) { #expect($0.files == [deep]) }
  }

  @Test func aLinkInACircleEndsAndIsNamed() throws {
    for reader in [DataSetListing.Reader.loraTrain, .other] {
      try listing(
        ["a.txt", "sub/b.txt"], for: reader,
        prepare: {
          try link("sub/up", to: "..", in: $0)
          try link("twin", to: "sub", in: $0)
        }
      ) { listing in
        #expect(listing.files == ["a.txt", "sub/b.txt"])
        #expect(listing.passedOver.map(\.path) == ["sub/up", "twin"])
        #expect(listing.passedOver[0].reason == "a link to the data folder itself")
        #expect(listing.passedOver[1].reason == "a link to 'sub'")
      }
    }
  }

  @Test func linksOutOfTheFolderAreFollowed() throws {
    try Fixture.withFolder(["far/a.jsonl": Data("x".utf8), "data/b.txt": Data("x".utf8)]) { top in
      try link("data/far", to: "../far", in: top)
      try link("data/one.jsonl", to: "../far/a.jsonl", in: top)
      let listing = DataSetListing(top + "/data/", for: .loraTrain)
      #expect(listing.files == ["b.txt", "far/a.jsonl", "one.jsonl"])
      #expect(listing.location(of: "b.txt") == top + "/data/b.txt")
    }
  }

  /// What says by its name that it is data, and cannot be read, stops the training.
  @Test func whatCannotBeReadIsNamed() throws {
    try listing(
      ["a.txt"],
      prepare: {
        try link("gone.jsonl", to: "nowhere", in: $0)
        try link("loop.txt", to: "loop.txt", in: $0)
        try link("gone.png", to: "nowhere", in: $0)
        #expect(mkfifo($0 + "/pipe.jsonl", 0o600) == 0)
        #expect(mkfifo($0 + "/pipe", 0o600) == 0)
      }
    ) { listing in
      #expect(
        listing.problems.first.map(\.message).sorted() == [
          "this is a named pipe, not a file", "this symbolic link leads in a circle",
          "this symbolic link leads nowhere",
        ])
      #expect(listing.passedOver.map(\.path) == ["gone.png", "pipe"])
      #expect(throws: DataProblems.self) { try TrainingData.read(listing.root) }
    }
  }

  @Test func namesThatAreNotUTF8AreRefused() throws {
    try Fixture.withFolder(["a.txt": Data("x".utf8)]) { folder in
      let name = Array(folder.utf8) + Array("/b\u{0}".utf8).dropLast() + [0xFF] + Array(".txt".utf8)
      let descriptor = (name + [0]).withUnsafeBytes {
        open($0.baseAddress!.assumingMemoryBound(to: CChar.self), O_CREAT | O_WRONLY, 0o600)
      }
      try #require(descriptor >= 0)
      close(descriptor)
      let listing = DataSetListing(folder, for: .loraTrain)
      #expect(listing.problems.first.first?.message.hasSuffix("is not UTF-8: rename it") == true)
      _ = (name + [0]).withUnsafeBytes {
        unlink($0.baseAddress!.assumingMemoryBound(to: CChar.self))
      }
    }
  }

  @Test func aFolderOfForeignFilesNamesTheWayOut() throws {
    try listing(["a.parquet", "README.md"]) { listing in
      let nothing = try #require(listing.nothing)
      #expect(nothing.message == "this is a Parquet file, which is not read")
      #expect(nothing.hint?.contains("read_parquet") == true)
      #expect(nothing.hint?.contains("a.jsonl") == true)
    }
    try listing(["README.txt"]) {
      #expect($0.nothing?.message.hasSuffix("only others such as README.txt") == true)
    }
    try listing(["a.txt"]) { #expect($0.nothing == nil) }
  }

  @Test func anotherTrainersDataIsEverythingThere() throws {
    let names = ["README.txt", "a.png", "metadata.csv", "test/b.png", "train/b.png"]
    try listing(names, for: .other) {
      #expect($0.files == names)
      #expect($0.heldOut.isEmpty && $0.remarks.isEmpty)
    }
  }

  @Test func aFileIsTakenWhateverItsNameSays() throws {
    try Fixture.withFolder(["test.jsonl": Data("x".utf8)]) { folder in
      let listing = DataSetListing(folder + "/test.jsonl", for: .loraTrain)
      #expect(listing.files == [""])
      #expect(listing.location(of: "") == folder + "/test.jsonl")
    }
  }
}
