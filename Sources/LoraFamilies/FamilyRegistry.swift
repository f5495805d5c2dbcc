/// Every family that is known.
public enum FamilyRegistry {
  public static let all: [Family] = [.llama, .mistral, .qwen2]

  public static func family(modelType: String) -> Family? {
    all.first { $0.modelTypes.contains(modelType) }
  }

  public static func family(ggufArchitecture: String) -> Family? {
    all.first { $0.ggufArchitectures.contains(ggufArchitecture) }
  }

  /// The known model types, for messages.
  static var modelTypes: String { all.flatMap(\.modelTypes).joined(separator: ", ") }
}
