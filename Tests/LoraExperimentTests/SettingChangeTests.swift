import LoraExperiment
import Testing

@Test func onlyKeysThatDifferAreListedInOrder() {
  let changes = SettingChange.between(
    ["epochs": "3", "lora_rank": "8", "seed": "1"],
    ["epochs": "5", "lora_rank": "8", "shuffle": "no"])
  #expect(changes.map(\.text) == ["epochs 3 → 5", "seed 1 → unset", "shuffle unset → no"])
}
