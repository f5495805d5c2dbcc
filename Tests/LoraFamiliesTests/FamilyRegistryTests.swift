import Foundation
import LoraFamilies
import Testing

/// No family without golden cases, which the trainer's tests then compare with PyTorch.
struct FamilyRegistryTests {
  private static let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Golden").path

  private static func goldenModels() throws -> [BaseModel] {
    try FileManager.default.contentsOfDirectory(atPath: golden)
      .map { "\(golden)/\($0)/model" }
      .filter { FileManager.default.fileExists(atPath: $0) }
      .map { try BaseModel.open(path: $0) }
  }

  @Test(arguments: FamilyRegistry.all.flatMap(\.modelTypes))
  func familyHasAGoldenCase(modelType: String) throws {
    let models = try Self.goldenModels().filter { $0.layout.modelType == modelType }
    #expect(!models.isEmpty)
    for model in models { try model.check() }
  }

  @Test func modelTypesAndArchitecturesAreUnambiguous() {
    let types = FamilyRegistry.all.flatMap(\.modelTypes)
    let architectures = FamilyRegistry.all.flatMap(\.ggufArchitectures)
    #expect(Set(types).count == types.count)
    #expect(Set(architectures).count == architectures.count)
    #expect(FamilyRegistry.family(modelType: "gpt2") == nil)
  }

  @Test func defaultTargetsNameLayers() throws {
    for model in try Self.goldenModels() {
      let targets = TargetModules.names(model.family.defaultTargets)
      let selected = try targets.select(from: model.adaptableLinears)
      #expect(selected.count == 2 * model.layout.layerCount)
    }
  }
}
