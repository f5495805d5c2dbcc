extension GitPaths {
  /// `lora/` in the common directory: what is ours and needs no history.
  public var state: String { commonDirectory + "/lora" }
}
