import LoraConfig
import LoraYAML
import Testing

@Test(arguments: Template.allCases) func theProgramHoldsTheFiles(_ template: Template) throws {
  #expect(try isUpToDate("templates/\(template.file)", template.text))
}

@Test(arguments: TaskType.allCases, ["style", "a/v1", "it's", "q\"uote", "模型"])
func aFilledTemplateIsAValidConfig(_ task: TaskType, _ name: String) throws {
  let text = Template(task: task).text(for: RunName(name))
  let (config, diagnostics) = parse(text)
  #expect(diagnostics == [])
  #expect(config?.taskType == task)
  #expect(config?.trainDataDir == "./data/\(name)")
  #expect(config?.outputDir == "./output/\(name)")
  #expect(!text.contains("{name}"))
}

@Test func thePythonExampleSpeaksTheProtocolsNames() {
  let text = Template.trainWithEvents.text
  for word in ["GIT_LORA_EVENTS", "GIT_LORA_STOP", "\"v\": 1", "\"seq\"", "knows_stop_file"] {
    #expect(text.contains(word))
  }
}
