import LoraSharing
import LoraStore

/// What `git lora fsck` found, for people and as JSON.
struct FsckText {
  let runs: Int
  let problems: [RunProblem]
  let elsewhere: [LFSPointer]

  func show(json: Bool) throws {
    guard !json else { return try JSONOutput.print(FsckAnswer(self)) }
    for problem in problems {
      let place = problem.file.map { "\($0): " } ?? ""
      Message.result(
        "\(problem.run) (\(problem.commit.short)): \(place)\(problem.cause); "
          .printable + "way out: \(problem.hint)".printable)
    }
    if !elsewhere.isEmpty {
      let bytes = elsewhere.reduce(0) { $0 + $1.bytes }
      Message.note(
        "not on this machine: \(Numbers.counted(elsewhere.count, "LFS object")), "
          + "\(Numbers.bytes(bytes)); the remote that has the runs should have them: "
          + "git lora fetch --all, or git lora fsck --remote")
    }
    let verdict =
      problems.isEmpty
      ? elsewhere.isEmpty ? "all whole" : "whole as far as they are here"
      : Numbers.counted(problems.count, "problem")
    Message.result("\(Numbers.counted(runs, "run")) checked: \(verdict)")
  }
}

/// `git lora fsck --json`.
private struct FsckAnswer: Encodable {
  struct Problem: Encodable {
    let run: String
    let commit: String
    let file: String?
    let cause: String
    let hint: String
  }

  let format = 1
  let runs: Int
  let problems: [Problem]
  let elsewhere: [String]

  init(_ text: FsckText) {
    runs = text.runs
    elsewhere = text.elsewhere.map(\.digest.hex).sorted()
    problems = text.problems.map {
      Problem(
        run: $0.run, commit: $0.commit.hex, file: $0.file, cause: $0.cause, hint: $0.hint)
    }
  }
}
