import Foundation
import Glibc
import LoraProcess
import TestSupport

/// A repository with a config, data, a base "model" and a trainer of three shell lines, in which
/// the built `git lora` is driven as a user drives it.
struct Workshop {
  let repository: TemporaryRepository
  var path: String { repository.path }

  init(trainer: String = Workshop.trainer, config: String = Workshop.config) throws {
    repository = try TemporaryRepository(named: "work shop ünï")
    try repository.write("bin/train.sh", trainer)
    try repository.write("data/lines.txt", "one\ntwo\n")
    try repository.write("models/base.bin", "weights")
    try repository.write("configs/tea.yaml", config)
    try repository.write(".lorarc", Workshop.settings)
    try repository.write(".gitignore", "/output/\n")
    try repository.commitAll("start")
  }

  static let settings = """
    trainer: shell
    trainers:
      shell:
        command: sh bin/train.sh {config}

    """

  static let config = """
    task_type: text-generation
    train_data_dir: data
    base_model: models/base.bin
    lora_rank: 8
    batch_size: 4
    epochs: 1
    learning_rate: 2e-4
    save_steps: 1
    output_dir: ./output/tea

    """

  /// Two steps, and an adapter of one finite tensor.
  static let trainer = """
    step() { printf '{"v":1,"seq":%s,"time":"t","type":"step","step":%s,"loss":%s}\\n' $1 $1 $2 \
    >> "$GIT_LORA_EVENTS"; }
    step 1 2.5
    step 2 1.25
    printf '\\100\\0\\0\\0\\0\\0\\0\\0{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}%10s\\0\\0\\200\\077' '' \
    > "$GIT_LORA_OUTPUT/adapter_model.safetensors"
    echo trained

    """

  /// Runs `git lora …` in the working tree (or a folder below or elsewhere); never throws for an
  /// exit status.
  func lora(_ arguments: String..., in folder: String? = nil, variables: [String: String] = [:])
    throws -> Output
  {
    try Self.lora(arguments, in: folder ?? path, variables: variables)
  }

  static func lora(_ arguments: [String], in folder: String, variables: [String: String] = [:])
    throws -> Output
  {
    try Command(
      "git", ["lora"] + arguments, environment: environment.merging(variables) { $1 },
      folder: folder
    ).run()
  }

  @discardableResult
  func git(_ arguments: String..., in folder: String? = nil) throws -> Output {
    try TemporaryRepository.git(
      arguments, in: folder ?? path, variables: ["PATH": Self.environment["PATH"] ?? ""])
  }

  static var environment: [String: String] {
    var variables = TemporaryRepository.variables
    let inherited = ProcessInfo.processInfo.environment
    variables["PATH"] = Products.folder + ":" + (inherited["PATH"] ?? "/usr/bin:/bin")
    for name in ["LD_LIBRARY_PATH", "OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"] {
      variables[name] = inherited[name]
    }
    return variables
  }
}

/// Where the build put the programs: beside this test's own code, which is mapped into memory.
enum Products {
  static let folder: String = {
    let maps = (try? String(contentsOfFile: "/proc/self/maps", encoding: .utf8)) ?? ""
    let mapped = Set(maps.split(separator: "\n").compactMap { $0.split(separator: " ").last })
    let folders = mapped.map { URL(fileURLWithPath: String($0)).deletingLastPathComponent().path }
    let built = folders.first { FileManager.default.fileExists(atPath: $0 + "/git-lora") }
    precondition(built != nil, "git-lora was not built beside the tests")
    return built ?? ""
  }()
}
