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
    #expect(text.contains("\"final_loss\": null"))
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
    let metrics = (1...2000).map { step in
      let loss = Float(bitPattern: .random(in: 0...0xffff_ffff, using: &random))
      return Metric(
        step: step, epoch: Double(step) / 3, loss: loss.isFinite ? loss : 0, learningRate: 0.0002,
        gradientNorm: step % 2 == 0 ? nil : 1 / Float(step), tokensPerSecond: 1.0e6 / Double(step))
    }
    let bytes = RecordCodec.encode(metrics)
    #expect(try RecordCodec.metrics(from: bytes) == metrics)
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    #expect(lines.count == metrics.count)
    #expect(lines[0].contains("\"learning_rate\":0.0002,"))
  }

  @Test func whatIsNotFiniteIsNull() throws {
    var metric = Metric(step: 3, loss: -.infinity, gradientNorm: .nan)
    metric.evaluationLoss = .infinity
    let bytes = RecordCodec.encode([metric])
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == "{\"step\":3,\"loss\":null,\"grad_norm\":null,\"eval_loss\":null}\n")
    let back = try #require(try RecordCodec.metrics(from: bytes).first)
    #expect(back.loss.isNaN && back.gradientNorm?.isNaN == true)
    #expect(back.evaluationLoss?.isNaN == true && back.learningRate == nil)
    #expect(
      try RecordCodec.record(from: try RecordCodec.encode(record)).totals.finalLoss?.isNaN == true)
  }

  /// As earlier versions wrote what is not finite, and as nobody should write.
  @Test func earlierAndHostileNumbersAreReadToo() throws {
    let lines = """
      {"step":1,"loss":"nan","grad_norm":"inf","epoch":"nan"}
      {"step":2,"loss":1e300,"epoch":1e300,"tokens_per_second":1e19}
      """
    let metrics = try RecordCodec.metrics(from: Array(lines.utf8))
    #expect(metrics.allSatisfy { !$0.loss.isFinite && $0.epoch == nil })
    #expect(metrics[0].gradientNorm == .infinity && metrics[1].tokensPerSecond == nil)
    let text = String(decoding: try RecordCodec.encode(record), as: UTF8.self)
      .replacingOccurrences(
        of: "\"final_loss\": null", with: "\"final_loss\": \"-inf\", \"epochs\": \"nan\"")
    let totals = try RecordCodec.record(from: Array(text.utf8)).totals
    #expect(totals.finalLoss == -.infinity && totals.epochs == nil)
    #expect(throws: StoreError.self) {
      try RecordCodec.metrics(from: Array("{\"step\":9223372036854775807,\"loss\":1}".utf8))
    }
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
