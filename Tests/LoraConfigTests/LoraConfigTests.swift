import LoraConfig
import LoraYAML
import Testing

@Test func smoke() {
  let text = """
    # c
    task_type: text-generation
    train_data_dir: ./data
    base_modl: x
    lora_rank: 0
    rank: 4
    learning_rate: "2e-4"
    epochs: 3
    max_steps: 4
    resolution: 512
    """
  let (config, diagnostics) = RunConfig.parse(bytes: Array(text.utf8), file: "configs/a.yaml", overrides: ["seed=x", "lora_rank=9"])
  for d in diagnostics { print(d.rendered()) }
  #expect(config == nil)
  let good = "task: text-generation\ntrain_data_dir: ./data\nbase_model: m\nlr: 2e-5\nmixed_precision: no\n"
  let (c2, d2) = RunConfig.parse(bytes: Array(good.utf8), file: "x", overrides: ["batch_size=2"])
  print(d2.map { $0.rendered() })
  print(c2!.resolvedYAML(), c2!.foreignYAML(outputDirectory: "/tmp/o ut"))
  let (s, d3) = TeamSettings.parse(bytes: Array("clickup:\n  lst: 3\ntrainers:\n  a:\n    command: python x\n  b: {}\ntrainer: bb\n".utf8))
  for d in d3 { print(d.rendered()) }
  print(s as Any)
}
