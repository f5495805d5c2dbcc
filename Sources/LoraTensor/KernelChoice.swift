import CLoraKernels

/// The kernels that OpenBLAS was made to use, beside what the processor can do.
struct KernelChoice {
  /// OpenBLAS's name of them, for example `Haswell`.
  let kernel: String
  /// The widest instructions of this processor that our own kernels know.
  let processor: lora_level

  /// Nil when the kernels use those instructions, or when their name is not known.
  var warning: String? {
    guard let used = Self.levels[kernel.lowercased()], used.rawValue < processor.rawValue else {
      return nil
    }
    return "OPENBLAS_CORETYPE makes OpenBLAS use its \(kernel) kernels, and this processor has "
      + "\(Self.name(processor)), which is faster; to let OpenBLAS choose: unset OPENBLAS_CORETYPE"
  }

  private static func name(_ level: lora_level) -> String {
    switch level {
    case LORA_AVX512: "AVX-512"
    case LORA_AVX2: "AVX2"
    default: "its own"
    }
  }

  /// Names as in OpenBLAS's driver/others/dynamic.c.
  private static let levels: [String: lora_level] = {
    let plain = [
      "prescott", "core2", "penryn", "dunnington", "nehalem", "athlon", "opteron", "opteron_sse3",
      "barcelona", "nano", "atom", "bobcat", "katmai", "coppermine", "northwood", "banias",
      // AVX without FMA, or FMA of four operands.
      "sandybridge", "bulldozer", "piledriver", "steamroller",
    ]
    let wide = ["haswell", "zen", "excavator"]
    let widest = ["skylakex", "cooperlake", "sapphirerapids"]
    let levels =
      plain.map { ($0, LORA_PLAIN) } + wide.map { ($0, LORA_AVX2) }
      + widest.map { ($0, LORA_AVX512) }
    return Dictionary(levels) { first, _ in first }
  }()
}
