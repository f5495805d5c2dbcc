extension Int {
  /// The whole number nearest to zero of `value`: the bounds for what is beyond them, 0 for what is
  /// not a number. `Int(_:)` ends the process there.
  package init(clamping value: Double) {
    self = Int(exactly: value.rounded(.towardZero)) ?? (value > 0 ? .max : value < 0 ? .min : 0)
  }

  package init(clamping value: Float) { self.init(clamping: Double(value)) }
}
