/// GGUF's numbers for tensor types (`enum ggml_type`).
enum GGUFTypes {
  static let supported: [UInt32: ElementType] = [
    0: .f32, 1: .f16, 2: .q4_0, 3: .q4_1, 6: .q5_0, 7: .q5_1, 8: .q8_0, 10: .q2_K, 11: .q3_K,
    12: .q4_K, 13: .q5_K, 14: .q6_K, 20: .iq4_NL, 24: .i8, 25: .i16, 26: .i32, 27: .i64, 28: .f64,
    30: .bf16,
  ]

  /// Types that exist but are not decoded here, so that a message can name them.
  static let knownNames: [UInt32: String] = [
    9: "Q8_1", 15: "Q8_K", 16: "IQ2_XXS", 17: "IQ2_XS", 18: "IQ3_XXS", 19: "IQ1_S", 21: "IQ3_S",
    22: "IQ2_S", 23: "IQ4_XS", 29: "IQ1_M", 34: "TQ1_0", 35: "TQ2_0", 39: "MXFP4", 40: "NVFP4",
    41: "Q1_0",
  ]
}
