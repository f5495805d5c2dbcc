public import LoraFamilies
public import LoraYAML

/// A training that goes on from an adapter (`init_lora_weights`).
extension RunConfig {
  /// The config with the adapter's scale where it sets none of its own, so that the adapter acts
  /// before step 1 as it did when it was written.
  public func goingOn(from adapter: AdapterConfig?) -> RunConfig {
    guard let adapter else { return self }
    var config = self
    config.inherited = [
      .loraAlpha: .number(adapter.alpha), .useRSLoRA: .boolean(adapter.useRSLoRA),
    ]
    return config
  }

  /// Where the config says otherwise than the adapter: an error for the rank, warnings for what
  /// changes the adapter's effect before step 1.
  public func differences(from adapter: AdapterConfig?) -> [Diagnostic] {
    guard let adapter else { return [] }
    guard loraRank == adapter.rank else {
      return [
        diagnostic(
          at: isSet(.loraRank) ? .loraRank : .initLoraWeights,
          "the adapter of 'init_lora_weights' has rank \(adapter.rank), and lora_rank is \(loraRank)",
          hint: "set lora_rank: \(adapter.rank)")
      ]
    }
    return [
      difference(.loraAlpha, loraAlpha.shortened, adapter.alpha.shortened),
      difference(.useRSLoRA, "\(useRSLoRA)", "\(adapter.useRSLoRA)"),
    ].compactMap { $0 }
  }

  private func difference(_ key: RunKey, _ own: String, _ adapters: String) -> Diagnostic? {
    guard isSet(key), own != adapters else { return nil }
    return diagnostic(
      .warning, at: key,
      "'\(key.rawValue)' is \(own), and the adapter of 'init_lora_weights' was trained with "
        + "\(adapters): its effect changes before step 1",
      hint: "\(key.rawValue): \(adapters), or no such line, goes on as it was")
  }
}

extension Double {
  /// Without a fraction of zero.
  fileprivate var shortened: String {
    self == rounded() && abs(self) < 1e15 ? "\(Int(self))" : "\(self)"
  }
}
