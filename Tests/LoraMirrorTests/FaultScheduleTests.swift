import LoraClickUp
import LoraExperiment
import LoraMirror
import LoraStore
import LoraTasks
import Testing

/// Runs that are mirrored while everything goes wrong: calls fail in every way that `Fault` knows,
/// and the process is killed between any two steps and started again.
@Suite struct FaultScheduleTests {
  @Test(arguments: 0..<600)
  func nothingIsTwiceAndNothingIsLost(seed: Int) throws {
    let schedule = try FaultSchedule(seed: seed)
    try schedule.play()
    try schedule.recover()
    schedule.check()
  }
}

/// One run's life under one seed.
final class FaultSchedule {
  private let bench: Workbench
  private var random: SeededGenerator
  private let seed: Int
  private let run: RunID
  private let commit = String(repeating: "c0ffee01", count: 5)
  /// What the run writes, in order; several in one item are written without a delivery between.
  private var script: [[(EffectKey.Kind, Int, Effect)]] = []
  private var kills = 0

  init(seed: Int) throws {
    self.seed = seed
    random = SeededGenerator(seed: seed &+ 7_000_000)
    let digits = String(seed, radix: 16)
    let name = String(repeating: "0", count: 8 - digits.count) + digits
    run = try #require(RunID(text: name + String(repeating: "a", count: 24)))
    bench = Workbench(faults: SeededFaults(seed: seed, share: 0.06 * Double(seed % 9)))
    script = try FaultSchedule.script(bench, commit)
  }

  private static func script(_ bench: Workbench, _ commit: String) throws -> [[(
    EffectKey.Kind, Int, Effect
  )]] {
    let version = bench.landed(commit)
    func file(_ name: String) throws -> Effect {
      .upload(try bench.spooled(name, "the content of \(name)"))
    }
    func comment(_ text: String, _ notifyAll: Bool = false) -> Effect {
      .comment(NewComment(.blocks([.text(text, .bold), .lineEnd()]), notifyAll: notifyAll))
    }
    return [
      [
        (.start, 1, comment("begun")), (.running, 1, .status(StatusChange(to: "in progress"))),
        (.report, 1, .update(Update("epoch 1", revision: 3))),
      ],
      [(.report, 1, .update(Update("epoch 2", revision: 5)))],
      [(.plateau, 6, comment("plateau", true))],
      [
        (.report, 1, .update(Update("epoch 3", revision: 7))),
        (.pause, 8, comment("paused", true)), (.paused, 8, .status(StatusChange(to: "on hold"))),
      ],
      [(.report, 1, .update(Update("epoch 4", revision: 9)))],
      [
        (.report, 1, .update(Update("ended", revision: 10))), (.file, 1, try file("curve.png")),
        (.file, 2, try file("sample.txt")), (.file, 3, try file("log.txt")),
        (.file, 4, try file("adapter.safetensors")),
        (.summary, 1, .update(Update("done, not pushed", revision: 1))),
        (
          .published, 1,
          .update(Update("done, at \(Update.place)", revision: 1, published: version))
        ),
        (.ended, 1, .status(StatusChange(to: "review"))),
        (.version, 1, .field(FieldWrite(.version, field: "模型版本号", run: version))),
        (.storage, 1, .field(FieldWrite(.storage, field: "存储地址", run: version))),
        (
          .field, 1,
          .field(
            FieldWrite(.mapped, field: "Loss", run: version, source: "loss", value: .number(0.25)))
        ),
      ],
    ]
  }

  /// The run goes on; deliveries come, are killed, and come again.
  func play() throws {
    for item in script {
      for (kind, number, effect) in item { try write(kind, number, effect) }
      let isLast = item.count == script.last?.count
      for _ in 0..<Int.random(in: isLast ? 1...6 : 0...2, using: &random) {
        try deliverPerhapsKilled()
      }
      bench.clock.now += Double.random(in: 0...200, using: &random)
    }
  }

  /// The process may be killed while it writes an entry; started again, it writes it again.
  private func write(_ kind: EffectKey.Kind, _ number: Int, _ effect: Effect) throws {
    let (calls, slept) = (bench.board.calls, bench.clock.slept)
    bench.fate.killAfter(
      Int.random(in: 0..<10, using: &random) == 0 ? Int.random(in: 0...2, using: &random) : nil)
    do { try bench.write(kind, number, of: run, effect) } catch {
      bench.fate.killAfter(nil)
      try bench.write(kind, number, of: run, effect)
    }
    bench.fate.killAfter(nil)
    // Training waits for nothing.
    #expect(bench.board.calls == calls && bench.clock.slept == slept)
  }

  private func deliverPerhapsKilled() throws {
    let isKilled = Int.random(in: 0..<3, using: &random) > 0
    bench.fate.killAfter(isKilled ? Int.random(in: 0...40, using: &random) : nil)
    let lengths: [Double] = [5, 30, 90, 400]
    let seconds = lengths[Int.random(in: 0..<lengths.count, using: &random)]
    do { try bench.deliver(for: seconds) } catch {
      #expect(bench.fate.isDead, "seed \(seed): \(error)")
      kills += 1
    }
    bench.fate.killAfter(nil)
  }

  /// The network is well again.
  func recover() throws {
    bench.board.faults = NoFaults()
    for _ in 0..<6 {
      try bench.deliver()
      bench.clock.now += 900
    }
  }
}

extension FaultSchedule {
  func check() {
    do {
      try checkComments()
      try checkFiles()
      checkWrites()
    } catch { Issue.record("seed \(seed): \(error)") }
  }

  private func checkComments() throws {
    let keys = bench.texts.compactMap { CommentMark(endOf: $0) }
    #expect(Set(keys).count == keys.count, "seed \(seed): a comment is there twice: \(keys)")
    let own = keys.map(\.kind).filter { $0 != "broken" }
    #expect(own == ["start", "report", "plateau", "pause", "summary"], "seed \(seed): \(keys)")
    let summary = bench.texts.first { $0.contains("/summary-") }
    #expect(
      summary?.hasPrefix("done, at https://host/x\n") == true,
      "seed \(seed): \(bench.texts) \(bench.board.history)")
    let report = bench.texts.first { $0.contains("/report-") }
    #expect(report?.hasPrefix("ended\n") == true, "seed \(seed): \(report ?? "none")")
  }

  private func checkFiles() throws {
    let left = try bench.outbox.standing().lines
    #expect(left.allSatisfy { $0.standing == .uncertain }, "seed \(seed): \(left)")
    let attachments = bench.board.state.attachments
    #expect(Set(bench.titles).count == bench.titles.count, "seed \(seed): \(bench.titles)")
    let names = ["curve", "sample", "log", "adapter"]
    for (number, name) in zip(1..., names) {
      let copies = attachments.filter { $0.title.hasPrefix(name + ".lora-") }
      let whole = copies.filter { $0.size == "the content of \(name).".utf8.count + suffix(name) }
      let broken = copies.count - whole.count
      let said = bench.texts.filter { $0.hasPrefix("“\(name).lora-") }.count
      #expect(broken == said, "seed \(seed): \(broken) broken, \(said) named: \(bench.texts)")
      let waits = left.contains { line in
        if case .upload(let upload) = line.entry.effect {
          upload.name.hasPrefix(name)
        } else {
          false
        }
      }
      #expect(whole.count == (waits ? 0 : 1), "seed \(seed): file \(number): \(copies), \(left)")
    }
    // Sent in order, although one that was on its way for minutes may appear after the next.
    let firstTries = bench.board.uploadsBegun.compactMap { title in
      names.indices.first { title.hasPrefix("\(names[$0]).lora-") && title.contains("-\($0 + 1).") }
    }
    #expect(firstTries == firstTries.sorted(), "seed \(seed): \(firstTries)")
  }

  private func suffix(_ name: String) -> Int {
    ["curve": 3, "sample": 3, "log": 3, "adapter": 11][name] ?? 0
  }

  private func checkWrites() {
    let history = bench.board.history
    let statuses = history.filter { $0.hasPrefix("status ") }
    let allowed = ["status in progress", "status on hold", "status review"]
    #expect(statuses.last == "status review", "seed \(seed): \(statuses)")
    #expect(statuses == allowed.filter { statuses.contains($0) }, "seed \(seed): \(statuses)")
    let fields = history.filter { $0.hasPrefix("field ") }.sorted()
    #expect(
      fields == ["field f-loss", "field f-storage", "field f-version"], "seed \(seed): \(fields)")
    #expect(bench.board.state.value("模型版本号") == .text(commit))
    #expect(bench.board.state.value("存储地址") == .text("https://host/x"))
    #expect(bench.board.state.value("Loss") == .number(0.25))
  }
}
