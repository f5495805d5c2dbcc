/// `-s key=value` of the command line, as far as it is a matter of usage.
enum Overrides {
  /// Refuses one without '='; what key and value may be is the config's affair.
  static func check(_ overrides: [String]) throws(RunFailure) {
    guard let bare = overrides.first(where: { !$0.contains("=") }) else { return }
    throw RunFailure(
      .usage, "-s \(bare) has no '='", hint: "write -s key=value, as in -s lora_rank=16")
  }
}
