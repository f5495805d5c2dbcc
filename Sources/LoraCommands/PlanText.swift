import LoraExperiment
import LoraRunner

/// What `git lora run --dry-run` prints.
enum PlanText {
  static func show(_ plan: RunPlan, json: Bool) throws {
    guard !json else { return try JSONOutput.print(PlanAnswer(plan)) }
    for (title, value) in lines(of: plan) {
      Message.result(title.padded(to: 12) + value.printable)
    }
    for remark in plan.dataRemarks { Message.warning(remark.printable) }
  }

  private static func lines(of plan: RunPlan) -> [(String, String)] {
    let rows: [(String, String?)] = [
      ("config", plan.configPath),
      ("branch", plan.branch + (plan.continuing.map { ", after \($0.name)" } ?? "")),
      ("folder", plan.folder),
      ("output", plan.outputDirectory),
      ("trainer", plan.trainer.words(config: "{config}").joined(separator: " ")),
      (
        "base model",
        plan.baseModel.map { "\($0.path)  \(Numbers.bytes($0.bytes))  sha256 \($0.digest)" }
      ),
      ("data", dataLine(plan.data)),
      ("examples", plan.examples.map(String.init)),
      ("steps", plan.plannedSteps.map(String.init)),
    ]
    return rows.compactMap { title, value in value.map { (title, $0) } }
  }

  private static func dataLine(_ data: DataManifest) -> String {
    let bytes = data.files.reduce(0) { $0 + $1.bytes }
    return
      "\(data.files.count) \(data.files.count == 1 ? "file" : "files"), \(Numbers.bytes(bytes))"
  }
}

/// `git lora run --dry-run --json`.
private struct PlanAnswer: Encodable {
  let format = 1
  let config: String
  let branch: String
  let folder: String
  let outputDirectory: String
  let trainer: [String]
  let baseModel: BaseModelIdentity?
  let data: [DataFile]
  let examples: Int?
  let steps: Int?
  /// What is worth knowing of the data, a sentence each.
  let remarks: [String]

  init(_ plan: RunPlan) {
    config = plan.configPath
    branch = plan.branch
    folder = plan.folder
    outputDirectory = plan.outputDirectory
    trainer = plan.trainer.words(config: "{config}")
    baseModel = plan.baseModel
    data = plan.data.files
    examples = plan.examples
    steps = plan.plannedSteps
    remarks = plan.dataRemarks
  }
}
