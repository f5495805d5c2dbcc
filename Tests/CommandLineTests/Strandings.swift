import Foundation
import Glibc
import LoraJSON
import LoraProcess
import TestSupport
import Testing

/// A repository in which runs are killed at a known point: their trainer waits for the file `go`.
struct Strandings {
  let shop: Workshop

  init() throws { shop = try Workshop(trainer: Self.trainer) }

  init(shop: Workshop) { self.shop = shop }

  /// Two steps, a checkpoint, and the adapter once it may go on.
  static let trainer = """
    echo $$ > "$GIT_LORA_OUTPUT/../pid"
    say() { printf '%s\\n' "$1" >> "$GIT_LORA_EVENTS"; }
    adapter() { mkdir -p "$1"; printf '\\100\\0\\0\\0\\0\\0\\0\\0{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}%10s\\0\\0\\200\\077' '' \
    > "$1/adapter_model.safetensors"; echo '{"r":8}' > "$1/adapter_config.json"; }
    say '{"v":1,"seq":1,"time":"t","type":"step","step":1,"loss":2.5}'
    say '{"v":1,"seq":2,"time":"t","type":"step","step":2,"loss":1.25}'
    [ -e nothing ] || adapter "$GIT_LORA_OUTPUT/checkpoint-2"
    [ -e nothing ] || say '{"v":1,"seq":3,"time":"t","type":"checkpoint","step":2,"path":"checkpoint-2"}'
    if [ -e torn ]; then printf 'half' > "$GIT_LORA_OUTPUT/adapter_model.safetensors"; fi
    if [ -e torn ]; then printf '{"v":1,"seq":4,"time":"t","type":"st' >> "$GIT_LORA_EVENTS"; fi
    touch "$GIT_LORA_OUTPUT/../up"
    while [ ! -e go ] && [ -d "$GIT_LORA_OUTPUT" ]; do sleep 0.02; done
    adapter "$GIT_LORA_OUTPUT"
    say '{"v":1,"seq":4,"time":"t","type":"end","reason":"completed"}'

    """

  struct Started {
    let program: ChildProcess
    let area: String

    var trainer: Int32 {
      get throws {
        let text = try String(contentsOfFile: area + "/pid", encoding: .utf8)
        return try #require(Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)))
      }
    }
  }

  struct TookTooLong: Error {}

  func wait(_ condition: () throws -> Bool) throws {
    for _ in 0..<1500 {
      if try condition() { return }
      usleep(20_000)
    }
    throw TookTooLong()
  }

  func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  /// A run whose trainer has told two steps and waits.
  func start(_ more: [String] = []) throws -> Started {
    let program = try ChildProcess(
      Command(
        "git-lora", ["run", "tea", "--quiet"] + more, environment: Workshop.environment,
        folder: shop.path, output: .discard, errors: .discard, ownGroup: true))
    let runs = shop.path + "/.git/lora/runs"
    var area = ""
    try wait {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: runs)) ?? []
      area = runs + "/" + (names.first { exists("\(runs)/\($0)/up") } ?? "none")
      return exists(area + "/up")
    }
    return Started(program: program, area: area)
  }

  /// The runs of `git lora status --json`.
  func listed() throws -> [JSONValue] {
    try JSONValue(parsing: try shop.lora("status", "--json").text)["runs"]?.array ?? []
  }

  /// Kills the command, and the trainer too, and waits until neither is left.
  func kill(_ run: Started, withTrainer: Bool = true) throws {
    run.program.signal(SIGKILL)
    if withTrainer { Glibc.kill(try run.trainer, SIGKILL) }
    _ = try run.program.wait()
    if withTrainer { try waitUntilGone() }
  }

  func waitUntilGone() throws {
    try wait { try listed().allSatisfy { $0["trainer_alive"]?.bool == false } }
  }
}
