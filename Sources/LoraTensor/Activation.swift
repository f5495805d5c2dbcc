/// A Float32 matrix [rows, channels] that a forward pass computed, row-major and contiguous.
///
/// For text a row is a position; segments say which rows belong together.
public struct Activation {
  public let rows: Int
  public let channels: Int
  let buffer: Buffer
  /// Where its gradient gathers; nil when no trainable parameter lies below.
  let slot: GradientSlot?

  init(rows: Int, channels: Int, buffer: Buffer, slot: GradientSlot? = nil) {
    self.rows = rows
    self.channels = channels
    self.buffer = buffer
    self.slot = slot
  }

  var pointer: UnsafeMutablePointer<Float> { buffer.pointer }
  var count: Int { rows * channels }

  func row(_ index: Int) -> UnsafeMutablePointer<Float> { pointer + index * channels }

  /// The numbers, row by row.
  public var values: [Float] { Array(UnsafeBufferPointer(start: pointer, count: count)) }
}

/// Where the gradient of one activation gathers between its users' backwards and its own.
final class GradientSlot {
  let count: Int
  private var buffer: Buffer?

  init(count: Int) { self.count = count }

  /// The gathered gradient, given up to the caller; nil when no user gave any.
  func take() -> Buffer? {
    defer { buffer = nil }
    return buffer
  }

  /// Like `take`, in memory that the caller may change.
  func takeOwn(on engine: Engine) -> Buffer? {
    guard buffer != nil else { return nil }
    _ = writable(on: engine)
    return take()
  }

  /// Adds a gradient the caller need not keep: the first is adopted, and may be shared by slots.
  func give(_ gradient: Buffer, on engine: Engine) {
    guard buffer != nil else {
      buffer = gradient
      return
    }
    let (total, _) = writable(on: engine)
    engine.forRows(count, by: 1 << 14) { range in
      let place = total + range.lowerBound
      addInPlace(gradient.pointer + range.lowerBound, to: place, range.count, engine)
    }
  }

  /// Memory for the caller to write the gradient to, or, when `adds`, to add it to.
  func writable(on engine: Engine) -> (gradient: UnsafeMutablePointer<Float>, adds: Bool) {
    if buffer == nil {
      let fresh = engine.arena.buffer(count)
      buffer = fresh
      return (fresh.pointer, false)
    }
    if !isKnownUniquelyReferenced(&buffer), let shared = buffer {
      let own = engine.arena.buffer(count)
      own.pointer.update(from: shared.pointer, count: count)
      buffer = own
    }
    return (buffer!.pointer, true)
  }
}
