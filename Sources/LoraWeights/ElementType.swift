/// How the elements of a stored tensor are encoded.
///
/// Plain types hold one element at a time; GGUF's block types hold 32 or 256 elements together with
/// their scales, and a row is always a whole number of blocks.
public enum ElementType: String, Sendable, Hashable, CaseIterable {
  case f64 = "F64"
  case f32 = "F32"
  case f16 = "F16"
  case bf16 = "BF16"
  case f8_E5M2 = "F8_E5M2"
  case f8_E4M3 = "F8_E4M3"
  case u64 = "U64"
  case u32 = "U32"
  case u16 = "U16"
  case i64 = "I64"
  case i32 = "I32"
  case i16 = "I16"
  case i8 = "I8"
  case u8 = "U8"
  case bool = "BOOL"
  case q4_0 = "Q4_0"
  case q4_1 = "Q4_1"
  case q5_0 = "Q5_0"
  case q5_1 = "Q5_1"
  case q8_0 = "Q8_0"
  case q2_K = "Q2_K"
  case q3_K = "Q3_K"
  case q4_K = "Q4_K"
  case q5_K = "Q5_K"
  case q6_K = "Q6_K"
  case iq4_NL = "IQ4_NL"

  /// The name files and messages use, for example `BF16` or `Q4_K`.
  public var name: String { rawValue }

  /// Elements in one block: 1 for the plain types.
  public var elementsPerBlock: Int {
    switch self {
    case .f64, .f32, .f16, .bf16, .f8_E5M2, .f8_E4M3: 1
    case .u64, .u32, .u16, .i64, .i32, .i16, .i8, .u8, .bool: 1
    case .q4_0, .q4_1, .q5_0, .q5_1, .q8_0, .iq4_NL: 32
    case .q2_K, .q3_K, .q4_K, .q5_K, .q6_K: 256
    }
  }

  /// Bytes of one block: the element's size for the plain types.
  public var bytesPerBlock: Int {
    switch self {
    case .f64, .i64, .u64: 8
    case .f32, .i32, .u32: 4
    case .f16, .bf16, .i16, .u16: 2
    case .f8_E5M2, .f8_E4M3, .i8, .u8, .bool: 1
    case .q4_0, .iq4_NL: 18
    case .q4_1: 20
    case .q5_0: 22
    case .q5_1: 24
    case .q8_0: 34
    case .q2_K: 84
    case .q3_K: 110
    case .q4_K: 144
    case .q5_K: 176
    case .q6_K: 210
    }
  }

  /// Whether the elements are floating-point numbers, so that one may be infinite or not a number.
  public var isFloatingPoint: Bool {
    [.f64, .f32, .f16, .bf16, .f8_E5M2, .f8_E4M3].contains(self)
  }

  /// Whether a model's matrices may be stored so: everything but plain integers and booleans.
  public var isWeight: Bool { isFloatingPoint || elementsPerBlock > 1 }

  /// No framework's tensors have more dimensions.
  private static let maximumDimensions = 64

  /// Bytes of a tensor; nil when that overflows or a row is no whole number of blocks.
  ///
  /// A size of 0 does not excuse the others: were it 1, they would have to fit as well. So no product
  /// of sizes, in whatever order, overflows for a shape that has passed here.
  func byteCount(ofShape shape: [Int]) -> Int? {
    guard shape.count <= Self.maximumDimensions, (shape.last ?? 1) % elementsPerBlock == 0 else {
      return nil
    }
    var extent = bytesPerBlock
    for dimension in shape {
      let (product, overflow) = extent.multipliedReportingOverflow(by: max(1, dimension))
      guard !overflow, dimension >= 0 else { return nil }
      extent = product
    }
    return shape.contains(0) ? 0 : shape.reduce(1, *) / elementsPerBlock * bytesPerBlock
  }
}
