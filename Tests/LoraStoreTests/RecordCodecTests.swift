import Foundation
import LoraDigest
import LoraExperiment
import LoraStore
import Testing

@Suite struct RecordCodecTests {
  private let record: RunRecord = {
    var record = SampleRun.record(
      source: SourceState(
        commit: nil, tree: String(repeating: "a", count: 40), dirty: true, untracked: ["a \"b\"/ü"])
    )
    record.totals.finalLoss = .nan
    record.files = [
      RecordedFile(path: "a", bytes: 1, digest: .of("a"), role: .adapter, inLFS: true)
    ]
    record.baseModel = BaseModelIdentity(path: "base", digest: .of("b"), bytes: 2)
    return record
  }()

  @Test func aRecordReadsBackAsWritten() throws {
    var record = record
    record.totals.finalLoss = 1.1
    #expect(try RecordCodec.record(from: try RecordCodec.encode(record)) == record)
  }

  @Test func aRecordHasOneText() throws {
    let text = String(decoding: try RecordCodec.encode(record), as: UTF8.self)
    #expect(text == (try String(decoding: RecordCodec.encode(record), as: UTF8.self)))
    #expect(text.hasPrefix("{\n  \"base_model\": {\n    \"bytes\": 2,\n"))
    #expect(text.contains("\n  \"left_in_output\": [],\n"))
    #expect(text.contains("\"final_loss\": \"nan\""))
    #expect(text.contains("\"untracked\": [\n      \"a \\\"b\\\"/ü\"\n    ]"))
    #expect(text.hasSuffix("\n}\n"))
    let keys = text.split(separator: "\n").filter { $0.hasPrefix("  \"") }.map {
      String($0.dropFirst(3).prefix { $0 != "\"" })
    }
    #expect(keys == keys.sorted())
    let foreign = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    #expect(foreign?["clickup_task"] == nil)
    #expect((foreign?["files"] as? [[String: Any]])?.first?["lfs"] as? Bool == true)
  }

  @Test func readersPassOverNewKeysAndRefuseNewFormats() throws {
    let text = String(decoding: try RecordCodec.encode(record), as: UTF8.self)
    let more = text.replacingOccurrences(of: "\"branch\"", with: "\"brand_new\": {}, \"branch\"")
    #expect(
      try RecordCodec.record(from: Array(more.utf8)).id
        == RecordCodec.record(from: Array(text.utf8)).id)
    let newer = text.replacingOccurrences(of: "\"format\": 1", with: "\"format\": 2")
    #expect(throws: StoreError.newerFormat(file: "run.json", found: 2, known: 1)) {
      try RecordCodec.record(from: Array(newer.utf8))
    }
    let error = try #require(throws: StoreError.self) {
      try RecordCodec.record(from: Array("{\"format\": 1}".utf8))
    }
    #expect(error.description.contains("is missing"))
  }

  @Test func metricsReadBackBitForBit() throws {
    var random = SystemRandomNumberGenerator()
    var metrics = (1...2000).map { step in
      let loss = Float(bitPattern: .random(in: 0...0xffff_ffff, using: &random))
      return Metric(
        step: step, epoch: Double(step) / 3, loss: loss.isNaN ? 0 : loss, learningRate: 0.0002,
        gradientNorm: step % 2 == 0 ? nil : .infinity, tokensPerSecond: 1.0e6 / Double(step))
    }
    metrics.append(Metric(step: 2001, loss: -.infinity))
    let bytes = RecordCodec.encode(metrics)
    #expect(try RecordCodec.metrics(from: bytes) == metrics)
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    #expect(lines.count == metrics.count)
    #expect(lines[2000] == "{\"step\":2001,\"loss\":\"-inf\"}")
    #expect(lines[0].contains("\"learning_rate\":0.0002,"))
  }

  @Test func aManifestReadsBackAndComparesByLine() throws {
    let manifest = DataManifest(files: [
      DataFile(path: "b\n\"\u{1}", bytes: 2, digest: .of("b")),
      DataFile(path: "a", bytes: 1, digest: .of("a")),
    ])
    let bytes = RecordCodec.encode(manifest)
    #expect(try RecordCodec.manifest(from: bytes) == manifest)
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    #expect(lines[2] == "    {\"bytes\": 1, \"path\": \"a\", \"sha256\": \"\(Digest.of("a"))\"},")
    let none = DataManifest(files: [])
    #expect(try RecordCodec.manifest(from: RecordCodec.encode(none)) == none)
  }

  @Test(arguments: [
    (
      "\"state\": \"completed\"", "\"state\": \"odd\"", "'state' has a value that is not understood"
    ),
    ("\"first_loss\": 2.5", "\"first_loss\": {}", "'totals.first_loss' has the wrong type"),
    ("\"bytes\": 1,", "", "the key 'files[0].bytes' is missing"),
    ("\"started\": ", "\"begun\": ", "the key 'started' is missing"),
    ("{", "", "it is no valid JSON"),
  ])
  func whatIsWrongIsSaidInTheFilesOwnWords(old: String, new: String, reason: String) throws {
    var record = record
    record.totals.firstLoss = 2.5
    let text = String(decoding: try RecordCodec.encode(record), as: UTF8.self)
    let found = try #require(text.range(of: old))
    let error = try #require(throws: StoreError.self) {
      try RecordCodec.record(from: Array(text.replacingCharacters(in: found, with: new).utf8))
    }
    #expect(error == .unreadable(file: "run.json", reason: reason))
  }
}
