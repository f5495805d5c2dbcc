import LoraFamilies
import LoraTrainer
import Testing

@Suite struct AdapterPlacementTests {
  private func start(_ targets: TargetModules, seed: UInt64 = 0) throws -> [String: [Float]] {
    var options = TrainingOptions()
    options.targetModules = targets
    options.seed = seed
    let adapters = try AdapterPlacement(options, in: SmallTraining().base).adapters(options)
    #expect(adapters.adapters.allSatisfy { $0.up.values.allSatisfy { $0 == 0 } })
    return Dictionary(
      uniqueKeysWithValues: adapters.adapters.map { ($0.path, Array($0.down.values)) })
  }

  @Test func startsUniformWithinOneOverRootInputs() throws {
    let all = try start(.allLinear)
    #expect(all.count == 14)
    for values in all.values {
      let bound = 1 / Float(values.count / 8).squareRoot()
      #expect(values.allSatisfy { abs($0) <= bound })
      // A uniform variable's mean square is a third of its bound's.
      let meanSquare = values.reduce(0) { $0 + $1 * $1 } / Float(values.count)
      #expect(abs(meanSquare / (bound * bound) * 3 - 1) < 0.25)
    }
    #expect(Set(all.values).count == all.count)
  }

  @Test func aStartDoesNotDependOnOtherTargets() throws {
    let all = try start(.allLinear)
    for (path, values) in try start(.names(["v_proj"])) { #expect(all[path] == values) }
    #expect(try start(.names(["v_proj"]), seed: 1) != start(.names(["v_proj"])))
  }

  @Test func aNameThatMatchesNothingIsAnError() {
    #expect(throws: TargetModules.Failure.self) { try start(.names(["q_proj", "qq_proj"])) }
  }

  @Test func scales() {
    var options = TrainingOptions()
    options.rank = 16
    #expect(options.scale == 1)
    options.alpha = 32
    #expect(options.scale == 2)
    options.useRSLoRA = true
    #expect(options.scale == 8)
  }
}
