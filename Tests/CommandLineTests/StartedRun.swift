import Foundation
import Glibc
import LoraProcess
import TestSupport
import Testing

/// A `git lora run` whose trainer is at work, in a process group of its own.
struct StartedRun {
  let shop: Workshop
  let process: ChildProcess
  /// The run's private folder.
  let area: String

  /// Tells that it is up, then waits for the stop file; like a trainer that knows it. Every process
  /// of it writes its number into a file of the output folder.
  static let patient = """
    echo $$ > "$GIT_LORA_OUTPUT/trainer.pid"
    printf '{"v":1,"seq":1,"time":"t","type":"start","knows_stop_file":true,"total_steps":9}\\n' \
    >> "$GIT_LORA_EVENTS"
    printf '{"v":1,"seq":2,"time":"t","type":"step","step":1,"loss":2}\\n' >> "$GIT_LORA_EVENTS"
    while [ ! -e "$GIT_LORA_STOP" ] && [ -d "$GIT_LORA_OUTPUT" ]; do sleep 0.02; done

    """

  /// The same, beside a process in a session of its own that heeds nothing but signals.
  static let parent = """
    setsid sh -c 'echo $$ > "$GIT_LORA_OUTPUT/worker.pid"; while :; do sleep 0.02; done' &
    while [ ! -s "$GIT_LORA_OUTPUT/worker.pid" ]; do sleep 0.02; done

    """ + patient

  /// - Parameter words: the command; a line of shell where it is one word.
  init(
    _ shop: Workshop, by words: [String] = ["git-lora", "run", "tea"],
    variables: [String: String] = [:]
  ) throws {
    self.shop = shop
    let all = words.count == 1 ? ["sh", "-c", words[0]] : words
    process = try ChildProcess(
      Command(
        all[0], Array(all.dropFirst()),
        environment: Workshop.environment.merging(variables) { $1 }, folder: shop.path,
        output: .append(toFile: shop.repository.folder.path + "/output"),
        errors: .append(toFile: shop.repository.folder.path + "/errors"), ownGroup: true))
    let runs = shop.path + "/.git/lora/runs"
    func folder() -> String? {
      (try? FileManager.default.contentsOfDirectory(atPath: runs))?.first.map { "\(runs)/\($0)" }
    }
    try Self.wait { folder() != nil }
    area = try #require(folder())
    let journal = area + "/events.jsonl"
    try Self.wait { ((try? Data(contentsOf: URL(filePath: journal)))?.count ?? 0) > 100 }
  }

  struct TooLate: Error {}

  /// Asks until the answer is yes.
  static func wait(until isSo: () throws -> Bool) throws {
    for _ in 0..<3000 {
      if try isSo() { return }
      usleep(10_000)
    }
    throw TooLate()
  }

  /// A process of the trainer.
  func pid(_ name: String) throws -> Int32 {
    let text = try String(contentsOfFile: "\(area)/output/\(name).pid", encoding: .utf8)
    return try #require(Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)))
  }

  /// The number in one of the files that the supervisor writes.
  func number(of key: String, in file: String) throws -> Int32 {
    let data = try Data(contentsOf: URL(filePath: "\(area)/\(file)"))
    let object = try JSONSerialization.jsonObject(with: data) as? [String: Any]
    return Int32(try #require(object?[key] as? Int))
  }

  static func isRunning(_ pid: Int32) -> Bool {
    guard let stat = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8) else {
      return false
    }
    return !stat.contains(") Z ")
  }

  static func isStopped(_ pid: Int32) -> Bool {
    (try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8))?.contains(") T ") ?? false
  }

  func text(of stream: String) throws -> String {
    String(decoding: try shop.repository.folder.read(stream), as: UTF8.self)
  }

  /// The state that the branch's last run was recorded with; nil without one.
  func state() -> String? {
    let format = "--format=%(trailers:key=Lora-State,valueonly)"
    return try? shop.git("log", "-1", format, "runs/tea").line
  }

  func record() throws -> String { try shop.git("show", "runs/tea:output/tea/run.json").text }
}
