import CLoraKernels
import LoraWeights

extension StoredTensor {
  /// The numbers where the file is mapped; nil when they are not stored as aligned Float32.
  var mappedFloats: (file: MappedFile, numbers: UnsafePointer<Float>)? {
    guard elementType == .f32, let (file, bytes) = mapping, let base = bytes.baseAddress,
      Int(bitPattern: base) % MemoryLayout<Float>.alignment == 0
    else { return nil }
    return (file, base.assumingMemoryBound(to: Float.self))
  }

  /// Writes rows `rows` as Float32 to `output`: blocks by our kernels, plain types as they decode.
  func widen(_ rows: Range<Int>, into output: UnsafeMutablePointer<Float>, _ level: lora_level) {
    guard let kernel = elementType.blockKernel else { return decode(rows: rows, into: output) }
    precondition(rows.lowerBound >= 0 && rows.upperBound <= self.rows, "rows of this tensor")
    let blocks = rows.count * columns / elementType.elementsPerBlock
    withBytes { bytes in
      guard blocks > 0, let base = bytes.baseAddress else { return }
      kernel(level, base + rows.lowerBound * bytesPerRow, blocks, output)
    }
  }
}

private typealias BlockKernel = (
  lora_level, UnsafeRawPointer?, Int, UnsafeMutablePointer<Float>?
) -> Void

extension ElementType {
  /// Widens whole blocks of this format; nil for the plain types.
  fileprivate var blockKernel: BlockKernel? {
    switch self {
    case .q4_0: lora_widen_q4_0
    case .q4_1: lora_widen_q4_1
    case .q5_0: lora_widen_q5_0
    case .q5_1: lora_widen_q5_1
    case .q8_0: lora_widen_q8_0
    case .iq4_NL: lora_widen_iq4_nl
    case .q2_K: lora_widen_q2_k
    case .q3_K: lora_widen_q3_k
    case .q4_K: lora_widen_q4_k
    case .q5_K: lora_widen_q5_k
    case .q6_K: lora_widen_q6_k
    case .f64, .f32, .f16, .bf16, .f8_E5M2, .f8_E4M3, .u64, .u32, .u16, .i64, .i32, .i16, .i8,
      .u8, .bool:
      nil
    }
  }
}
