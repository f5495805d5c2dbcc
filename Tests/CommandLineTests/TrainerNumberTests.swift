import Foundation
import Testing

/// What a trainer writes is data from a stranger: whatever its numbers are, the run becomes a commit.
@Suite struct TrainerNumberTests {
  /// A trainer that prints or writes these lines and leaves an adapter.
  private static func trainer(_ lines: [String], into file: String) -> String {
    let text = (lines + [""]).joined(separator: "\n")
    let adapter = Workshop.trainer.split(separator: "\n").filter { !$0.hasPrefix("step") }
      .drop { !$0.hasPrefix("printf") }.joined(separator: "\n")
    return "cat >> \(file) <<'END'\n\(text)END\n\(adapter)\n"
  }

  private static func event(_ fields: String) -> String {
    #"{"v":1,"seq":1,"time":"t",\#(fields)}"#
  }

  @Test(arguments: [
    ["{'loss': '2.5', 'step': 'nan'}"], ["{'loss': '2.5', 'step': 1, 'max_steps': 'inf'}"],
    [#"{"loss": 2.5, "step": 1e300}"#], [#"{"loss": 2.5, "step": -3}"#],
    [#"{"loss": 2.5, "step": 9223372036854775807}"#, #"{"loss": 2.5}"#],
    [#"{"loss": 1e15}"#, #"{"loss": 1e15}"#, #"{"loss": 1e15}"#, #"{"loss": 2.5}"#],
    [event(#""type":"step","step":1,"loss":2.5,"tokens_per_second":1e19"#)],
    [event(#""type":"step","step":1,"loss":2.5"#), event(#""type":"epoch","epoch":1e300"#)],
    [
      event(#""type":"start","total_steps":9007199254740992,"examples":9007199254740992"#),
      event(#""type":"step","step":9007199254740992,"loss":2.5,"epoch":1e9,"tokens":1e300"#),
    ],
  ])
  func noNumberLosesARun(lines: [String]) throws {
    let printed = !lines[0].contains("\"v\":1")
    let shop = try Workshop(
      trainer: Self.trainer(lines, into: printed ? "/dev/stdout" : "\"$GIT_LORA_EVENTS\""))
    let run = try shop.lora("run", "tea")
    #expect(run.status == .exited(0), "\(run.errorText)")
    let log = try shop.git("log", "-1", "--format=%B", "runs/tea").text
    #expect(log.contains("Lora-State: completed\n"), "\(log)")
    #expect(log.contains("Lora-Loss: 2.5\n"), "\(log)")
    for words in [
      ["log"], ["log", "--json"], ["show", "--no-task"], ["show", "--json"], ["report"],
    ] {
      let answer = try Workshop.lora(words, in: shop.path)
      #expect(answer.status == .exited(0), "\(words): \(answer.errorText)")
    }
  }

  @Test func whatIsOutOfRangeIsSaidOnce() throws {
    let lines = (1...3).map { "{'loss': \($0), 'epoch': 1e300, 'learning_rate': 0.1}" }
    let shop = try Workshop(trainer: Self.trainer(lines, into: "/dev/stdout"))
    let run = try shop.lora("run", "tea")
    #expect(run.errorText.components(separatedBy: "out of range").count == 2, "\(run.errorText)")
    #expect(run.errorText.contains("the first: epoch 1e+300"))
    #expect(try metrics(shop).hasPrefix("{\"step\":1,\"loss\":1.0,\"learning_rate\":0.1}\n"))
  }

  @Test func aLossThatIsNotFiniteIsShownAndNeverBest() throws {
    let lines = ["{'loss': 0.1}", "{'loss': nan, 'grad_norm': nan}", "{'loss': inf, 'epoch': inf}"]
    let shop = try Workshop(trainer: Self.trainer(lines, into: "/dev/stdout"))
    let failed = try shop.lora("run", "tea", "--name", "nan")
    #expect(failed.status == .exited(1))
    #expect(failed.errorText.contains("the loss is not finite at step 2"))
    #expect(failed.text.contains("nan: failed after 3 steps: loss not finite from step 2"))
    #expect(
      try metrics(shop, "nan") == """
        {"step":1,"loss":0.1}
        {"step":2,"loss":null,"grad_norm":null}
        {"step":3,"loss":null}

        """)
    let page = try shop.lora("show", "runs/nan", "--no-task").text
    #expect(page.contains("0.1000 → not finite"), "\(page)")
    #expect(page.contains("loss not finite from step 2"))
    let record = try shop.lora("show", "runs/nan", "--json").text
    #expect(record.contains("\"final_loss\" : null"))
    #expect(record.contains("\"not_finite_since\" : 2"))
    try shop.repository.write("bin/train.sh", Workshop.trainer)
    _ = try shop.lora("run", "tea", "--name", "good")
    #expect(try shop.lora("best", "--name").text.hasPrefix("runs/good"))
    let listing = try shop.lora("log", "--json")
    let json = try JSONSerialization.jsonObject(with: Data(listing.text.utf8))
    let runs = try #require((json as? [String: Any])?["runs"] as? [[String: Any]])
    #expect(runs.count == 2 && runs.contains { $0["loss"] is NSNull })
  }

  /// The trainer has the last word: its own `completed` stands, and the record says what it is.
  @Test func aTrainersOwnCompletedStands() throws {
    let lines = [
      Self.event(#""type":"step","step":1,"loss":2.5"#), Self.event(#""type":"step","step":2"#),
      Self.event(#""type":"end","reason":"completed""#),
    ]
    let shop = try Workshop(trainer: Self.trainer(lines, into: "\"$GIT_LORA_EVENTS\""))
    let run = try shop.lora("run", "tea")
    #expect(run.status == .exited(0))
    #expect(run.text.contains("tea: loss not finite from step 2 in 2 steps"))
    for words in ["best", "best --json"] {
      let best = try Workshop.lora(words.split(separator: " ").map(String.init), in: shop.path)
      #expect(best.status != .exited(0))
      #expect(best.errorText.contains("no run has a final training loss"))
    }
  }

  /// As an earlier version recorded it: not a number in the message and in the files.
  @Test func aRunOfAnEarlierVersionStillLists() throws {
    let shop = try Workshop()
    _ = try shop.lora("run", "tea")
    try shop.git("checkout", "-q", "runs/tea")
    let file = shop.path + "/output/tea/run.json"
    let record = try String(contentsOfFile: file, encoding: .utf8)
      .replacingOccurrences(of: "\"final_loss\": 1.25", with: "\"final_loss\": \"nan\"")
      .replacingOccurrences(of: "\"seconds\"", with: "\"epochs\": \"inf\", \"seconds\"")
    #expect(record.contains("\"nan\"") && record.contains("\"inf\""))
    try record.write(toFile: file, atomically: true, encoding: .utf8)
    try shop.git("add", "-f", "output/tea/run.json")
    let message = try shop.git("log", "-1", "--format=%B").text
      .replacingOccurrences(of: "Lora-Loss: 1.25", with: "Lora-Loss: nan")
    try shop.git("commit", "-q", "--amend", "-m", message)
    try shop.git("checkout", "-q", "main")
    for words in [["log", "--json"], ["show", "runs/tea", "--json"]] {
      let answer = try Workshop.lora(words, in: shop.path)
      #expect(answer.status == .exited(0), "\(words): \(answer.errorText)")
      #expect(answer.text.contains("loss\" : null"), "\(words): \(answer.text)")
      _ = try JSONSerialization.jsonObject(with: Data(answer.text.utf8))
    }
    #expect(try shop.lora("log").text.contains("2.5000 → not finite"))
  }

  private func metrics(_ shop: Workshop, _ name: String = "tea") throws -> String {
    try shop.git("show", "runs/\(name):output/tea/metrics.jsonl").text
  }
}
