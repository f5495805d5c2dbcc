/// What one family of models says about itself.
///
/// A family describes; it computes nothing. Adding one is a file with a value of this type and a
/// line in `FamilyRegistry`.
public struct Family: Sendable {
  /// The `model_type` values of `config.json` that it answers to.
  public let modelTypes: [String]
  /// The `general.architecture` values of GGUF files that it answers to.
  public let ggufArchitectures: [String]
  /// The class name in `architectures`, for records.
  public let architecture: String
  /// Module names adapted when a config names none.
  public let defaultTargets: [String]
  /// The layout that a `config.json` describes.
  let layout: @Sendable (ConfigReader) throws(FamilyError) -> DecoderLayout
  /// The layout that a GGUF file's metadata describes.
  let ggufLayout: @Sendable (GGUFMetadata) throws(FamilyError) -> DecoderLayout
  /// Whether llama.cpp reorders the rows of q and k for this family's architecture.
  let ggufPermutesQueriesAndKeys: Bool
}
