import Foundation
import Testing

/// A team with a trainer and configs of its own: its file is run, recorded and pushed as it is.
@Suite struct ForeignTrainerTests {
  private static let config = """
    model_name_or_path: meta-llama/Llama-3
    stage: sft
    finetuning_type: lora
    dataset: identity
    num_train_epochs: 3.0
    template: qwen

    """

  @Test func aFileInAnotherDialectIsRunAsItIs() throws {
    let shop = try Workshop(
      trainer: "cp \"$1\" seen.yaml\n" + Workshop.trainer, config: Self.config)
    let run = try shop.lora("run", "tea")
    #expect(run.status == .exited(0), "\(run.errorText)")
    #expect(run.errorText.contains("'stage', 'finetuning_type' are not keys of git-lora"))
    let seen = try String(contentsOfFile: shop.path + "/seen.yaml", encoding: .utf8)
    #expect(seen.hasPrefix("model_name_or_path: meta-llama/Llama-3\nstage: sft\n"), "\(seen)")
    #expect(seen.contains("dataset: identity\nnum_train_epochs: 3"))
    #expect(seen.contains("template: qwen\n"))
    #expect(try shop.git("show", "runs/tea:output/tea/config.yaml").text == Self.config)
    let resolved = try shop.git("show", "runs/tea:output/tea/config.resolved.yaml").text
    #expect(resolved.contains("\nnum_train_epochs: 3") && resolved.contains("\nstage: sft\n"))
    #expect(!resolved.contains("lora_rank"))
  }

  @Test func validateAndTheHookLetItPass() throws {
    let shop = try Workshop(config: Self.config)
    for settings in [Workshop.settings, Workshop.settings.replacing("trainer: shell\n", with: "")] {
      try shop.repository.write(".lorarc", settings)
      let validation = try shop.lora("validate", "configs/tea.yaml")
      #expect(validation.status == .exited(0), "\(validation.text)\(validation.errorText)")
    }
    let remote = shop.repository.folder.path + "/remote.git"
    try shop.git("init", "-q", "--bare", remote)
    try shop.git("remote", "add", "origin", remote)
    _ = try shop.lora("hooks", "install")
    try shop.repository.commitAll("no trainer of its own")
    try shop.git("push", "-q", "origin", "main")
    // With lora-train by name, it is refused.
    let named = try shop.lora("validate", "configs/tea.yaml", "--trainer", "lora-train")
    #expect(named.status == .exited(78))
  }
}
