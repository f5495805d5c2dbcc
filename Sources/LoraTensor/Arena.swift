/// The memory that activations and gradients live in: taken once, handed out again and again.
///
/// First fit over chunks in the order they were made, so that the same sequence of requests is
/// placed the same way each time: a step with the shapes of the step before takes nothing from
/// the system. Used by one thread only.
public final class Arena {
  /// Floats between places a buffer may begin: one AVX-512 register times four.
  static let grain = 64
  private static let chunkFloats = 16 << 20

  private var chunks: [Chunk] = []

  public init() {}

  /// Bytes taken from the system so far.
  public var reservedBytes: Int {
    chunks.reduce(0) { $0 + $1.memory.count } * MemoryLayout<Float>.stride
  }

  /// Memory for `count` floats with undefined contents, returned when the buffer is released.
  func buffer(_ count: Int) -> Buffer {
    let floats = (max(1, count) + Self.grain - 1) / Self.grain * Self.grain
    for index in chunks.indices {
      if let offset = chunks[index].take(floats) {
        return Buffer(
          self, chunk: index, offset: offset, floats: floats, chunks[index].memory.base)
      }
    }
    chunks.append(Chunk(floats: max(floats, Self.chunkFloats)))
    let index = chunks.count - 1
    guard let offset = chunks[index].take(floats) else { preconditionFailure("a new chunk fits") }
    return Buffer(self, chunk: index, offset: offset, floats: floats, chunks[index].memory.base)
  }

  fileprivate func release(chunk: Int, offset: Int, floats: Int) {
    chunks[chunk].give(offset..<offset + floats)
  }
}

/// One mapping and what is free in it.
private struct Chunk {
  let memory: LargePages
  /// Ascending, never adjacent.
  private var free: [Range<Int>]

  init(floats: Int) {
    memory = LargePages(floats: floats)
    free = [0..<floats]
  }

  mutating func take(_ count: Int) -> Int? {
    guard let place = free.firstIndex(where: { $0.count >= count }) else { return nil }
    let offset = free[place].lowerBound
    if free[place].count == count {
      free.remove(at: place)
    } else {
      free[place] = offset + count..<free[place].upperBound
    }
    return offset
  }

  mutating func give(_ range: Range<Int>) {
    let place = free.firstIndex { $0.lowerBound > range.lowerBound } ?? free.count
    var merged = range
    var replaced = place..<place
    if place < free.count, free[place].lowerBound == range.upperBound {
      merged = merged.lowerBound..<free[place].upperBound
      replaced = place..<place + 1
    }
    if place > 0, free[place - 1].upperBound == range.lowerBound {
      merged = free[place - 1].lowerBound..<merged.upperBound
      replaced = place - 1..<replaced.upperBound
    }
    free.replaceSubrange(replaced, with: CollectionOfOne(merged))
  }
}

/// A piece of the arena; its release gives the memory back.
final class Buffer {
  let pointer: UnsafeMutablePointer<Float>
  private let arena: Arena
  private let chunk: Int
  private let offset: Int
  private let floats: Int

  fileprivate init(
    _ arena: Arena, chunk: Int, offset: Int, floats: Int, _ base: UnsafeMutablePointer<Float>
  ) {
    self.arena = arena
    self.chunk = chunk
    self.offset = offset
    self.floats = floats
    pointer = base + offset
  }

  deinit { arena.release(chunk: chunk, offset: offset, floats: floats) }
}
