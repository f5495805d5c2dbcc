import LoraConfig
import LoraYAML
import Testing

func settings(_ text: String) throws -> TeamSettings {
  let (settings, diagnostics) = TeamSettings.parse(bytes: Array(text.utf8))
  #expect(diagnostics == [])
  return try #require(settings)
}

@Test(arguments: ["", "# only a comment\n", "{}", "clickup:\n", "trainers:\n"])
func everySettingIsOptional(_ text: String) throws {
  #expect(try settings(text) == .standard)
}

@Test func theDefaultsAreTheDocumentedOnes() {
  let standard = TeamSettings.standard
  #expect(standard.project == nil)
  #expect(standard.configs == ["configs/**/*.yaml", "configs/**/*.yml"])
  #expect(standard.branch == "runs/{name}")
  #expect(standard.output == "output")
  #expect(standard.trainer == "lora-train")
  #expect(standard.trainers.isEmpty)
  #expect(standard.clickup == nil)
}

@Test func everySettingIsRead() throws {
  let team = try settings(
    """
    project: cyberpunk
    configs: [a/*.yaml]
    branch: "lora/{name}/runs"
    output: ./out//lora
    trainer: diffusers
    trainers:
      diffusers:
        command: 'accelerate launch "my train.py" --config={config} --again {config}'
        collect: ["checkpoint-*/optimizer.pt"]
        environment: {CUDA_VISIBLE_DEVICES: 0, A: "x y"}
      other: {command: "x {config}"}
    clickup:
      lists: [901200000001, "2"]
      statuses: {running: in progress, failed: blocked}
      fields: {version: 模型版本号, rank: Rank, loss: Final loss, epochs: 轮数, lr: 学习率}
      report: append
      report_epochs: 2
      notify: 123
      attach_limit: 1.5 MiB
      required: false
      link: "https://host/{commit}/{path}"
      description: true
    """)
  #expect(team.project == "cyberpunk")
  #expect(team.configs == ["a/*.yaml"])
  #expect(team.trainer == "diffusers")
  #expect(Set(team.trainers.keys) == ["diffusers", "other"])
  let trainer = try #require(team.trainers["diffusers"])
  #expect(trainer.collect == ["checkpoint-*/optimizer.pt"])
  #expect(trainer.environment == ["CUDA_VISIBLE_DEVICES": "0", "A": "x y"])
  #expect(
    trainer.command(config: "/a b/'c.yaml") == [
      "accelerate", "launch", "my train.py", "--config=/a b/'c.yaml", "--again", "/a b/'c.yaml",
    ])
  let clickup = try #require(team.clickup)
  #expect(clickup.lists == ["901200000001", "2"])
  #expect(clickup.statuses.running == "in progress")
  #expect(clickup.statuses.review == nil)
  #expect(clickup.statuses.failed == "blocked")
  #expect(clickup.fields.version == "模型版本号")
  #expect(clickup.fields.storage == nil)
  #expect(
    clickup.fields.others == [
      MappedField(.fact(.epochs), name: "轮数"), MappedField(.setting(.learningRate), name: "学习率"),
      MappedField(.setting(.loraRank), name: "Rank"), MappedField(.fact(.loss), name: "Final loss"),
    ])
  #expect(clickup.report == .append)
  #expect(clickup.reportEpochs == 2)
  #expect(clickup.notify == ["123"])
  #expect(clickup.attachLimit == 1_572_864)
  #expect(!clickup.required)
  #expect(clickup.link == "https://host/{commit}/{path}")
  #expect(clickup.description)
  let name = RunName("a/v1")
  #expect(team.branch(of: name) == "lora/a/v1/runs")
  #expect(team.folder(of: name) == "out/lora/a/v1")
}

@Test func aClickUpSectionHasDefaultsToo() throws {
  let clickup = try #require(try settings("clickup:\n  list: 901200000001\n").clickup)
  #expect(clickup.lists == ["901200000001"])
  #expect(clickup.report == .update)
  #expect(clickup.reportEpochs == 1)
  #expect(clickup.attachLimit == 50_000_000)
  #expect(clickup.required)
  #expect(!clickup.description)
}

@Test(arguments: [
  ("configs/a.yaml", true), ("configs/deep/er/a.yml", true), ("configs/a.yaml.bak", false),
  ("other/a.yaml", false), ("a.yaml", false), ("configs", false),
])
func theStandardPatternsFindConfigs(_ path: String, _ isConfig: Bool) {
  #expect(TeamSettings.standard.isConfig(path) == isConfig)
}

@Test func everyFactAndEveryConfigKeyCanBeMapped() throws {
  for key in RunFact.allCases.map(\.rawValue) + RunKey.allCases.map(\.rawValue) {
    let clickup = try #require(try settings("clickup: {fields: {\(key): X}}").clickup)
    #expect(clickup.fields.others.map(\.source.key) == [key])
  }
}
