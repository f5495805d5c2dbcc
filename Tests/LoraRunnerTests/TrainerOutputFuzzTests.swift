import LoraExperiment
import LoraRunner
import Testing

/// Bytes of trainers, bent at random: readers never fail, and lines beside a bent one are read.
@Suite struct TrainerOutputFuzzTests {
  private static let journal = [
    #"{"v":1,"seq":1,"time":"2026-11-24T17:20:01.123Z","type":"start","total_steps":200}"#,
    #"{"v":1,"seq":2,"time":"t","type":"step","step":1,"epoch":0.5,"loss":3.21,"grad_norm":1.4}"#,
    #"{"v":1,"seq":3,"time":"t","type":"eval","step":1,"loss":null}"#,
    #"{"v":1,"seq":4,"time":"t","type":"sample","text":"\ud83d\ude00 \"a\"","prompt":"é"}"#,
    #"{"v":1,"seq":5,"time":"t","type":"step","step":2,"loss":NaN,"tokens_per_second":1e19}"#,
    #"{"v":1,"seq":6,"time":"t","type":"epoch","epoch":1e300,"step":9223372036854775807}"#,
  ]

  private static let printed = [
    "\r 25%|██▌       | 1/4 [00:00<00:04]\r     \r{'loss': '3.678', 'epoch': '0.5'}",
    "\u{1B}[A{'eval_loss': '3.667', 'eval_runtime': '0.003', 'epoch': '0.5'}",
    "{'loss': tensor(1.2, device='cuda:0'), 'memory/max (GiB)': 1.5, 'note': None}",
    #"{"step": 7, "loss": 1.5, "lr": 1e-4, "deep": {"a": [1, [2, {"b": 3}]]}}"#,
    "{'loss': nan, 'grad_norm': inf, 'step': 1e300, 'ok': True}",
    "INFO 10/20 [00:00<00:00, 21.66it/s]{'loss': 2}{'loss': 3}",
  ]

  @Test(arguments: 0..<8) func bentLinesHarmNothing(seed: UInt64) {
    var bender = Bender(seed: seed)
    var (printed, journal) = (PrintedMetrics(), RunJournal())
    for round in 0..<500 {
      let event = EventReader().event(in: bender.bend(Self.journal, round))
      if let event { journal.take(event) }
      let line = bender.bend(Self.printed, round)
      for event in printed.events(in: line[...], time: "t") { journal.take(event) }
    }
    // Whatever came, the numbers are in range and can be added, scaled and shown.
    for metric in journal.metrics {
      #expect((0...TrainerFields.largestCount).contains(metric.step))
      #expect(metric.epoch.map(TrainerFields.epochs.contains) ?? true)
    }
    let totals = journal.totals(seconds: 1)
    #expect(totals.bestLoss?.isFinite ?? true)
    #expect(totals.steps <= TrainerFields.largestCount)
    // A good line is read after any of them.
    let good = EventReader().event(in: Array(Self.journal[1].utf8))
    #expect(good?.loss == 3.21)
    #expect(printed.events(in: Array("{'loss': 0.5, 'step': 3}".utf8)[...], time: "t").count == 1)
  }

  /// What takes a reader with a stack, or one that begins again at each brace, minutes or its life.
  @Test(arguments: [
    "{", "[", "{\"a\":", "{'a':[", "{'a':'", "{\"a\":\"\\", "{'a':1,", "{'a': tensor(", "\u{1B}[",
    "{'a':<", "{\"\\u", "9", "{'a':(", "-",
  ])
  func aLongLineOfOneKindEnds(unit: String) {
    let line = Array(String(repeating: unit, count: TailedFile.maximumLine / unit.utf8.count).utf8)
    var printed = PrintedMetrics()
    #expect(printed.events(in: line[...], time: "").isEmpty)
    #expect(EventReader().event(in: line) == nil)
    let behind = line + Array("\"':)]}{'loss': 1}".utf8)
    _ = printed.events(in: behind[...], time: "")
    #expect(EventReader().event(in: behind) == nil)
  }
}

/// Mutates lines, from a seed.
private struct Bender {
  private var random: SplitMix

  init(seed: UInt64) { random = SplitMix(state: seed) }

  mutating func bend(_ lines: [String], _ round: Int) -> [UInt8] {
    var bytes = Array(lines[round % lines.count].utf8)
    for _ in 0..<Int.random(in: 1...4, using: &random) { mutate(&bytes) }
    return bytes
  }

  private mutating func mutate(_ bytes: inout [UInt8]) {
    guard !bytes.isEmpty else { return }
    let place = Int.random(in: 0..<bytes.count, using: &random)
    switch Int.random(in: 0..<7, using: &random) {
    case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
    case 1: bytes.removeSubrange(place...)
    case 2: bytes.removeSubrange(..<place)
    case 3: bytes.insert(contentsOf: Self.insertions.randomElement(using: &random) ?? [], at: place)
    case 4: bytes.insert(contentsOf: bytes, at: place)
    case 5: bytes.swapAt(place, Int.random(in: 0..<bytes.count, using: &random))
    default: bytes.insert(contentsOf: [UInt8](repeating: bytes[place], count: 300), at: place)
    }
  }

  private static let insertions: [[UInt8]] =
    [
      "1e999", "-", "NaN", "Infinity", "99999999999999999999", "{", "}", "\"", "'", "\\", "\\u",
      ",",
      "[[[[", "\u{1B}[", "tensor(", "None", "e", "\0",
    ].map { Array($0.utf8) } + [[0xFF, 0xFE], [0xC3], [0xED, 0xA0, 0x80]]
}

/// SplitMix64 (Steele, Lea and Flood 2014).
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
