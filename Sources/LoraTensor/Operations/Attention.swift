import CLoraKernels

/// Which keys a query sees; the last query of a segment stands at its last key.
public enum AttentionMask: Sendable, Equatable {
  case full
  case causal
  /// Causal, and at most the given number of keys, the query's own among them.
  case window(Int)
}

/// The layout of heads and the form of the scores.
public struct AttentionForm: Sendable {
  public var heads: Int
  /// Query heads share key/value heads in groups of heads / keyValueHeads.
  public var keyValueHeads: Int
  public var headDimension: Int
  public var scale: Float
  public var mask: AttentionMask
  /// Scores become cap · tanh(score / cap).
  public var softCap: Float?

  public init(
    heads: Int, keyValueHeads: Int, headDimension: Int, scale: Float, mask: AttentionMask,
    softCap: Float? = nil
  ) {
    precondition(heads % keyValueHeads == 0, "heads must be a multiple of key/value heads")
    self.heads = heads
    self.keyValueHeads = keyValueHeads
    self.headDimension = headDimension
    self.scale = scale
    self.mask = mask
    self.softCap = softCap
  }

  var group: Int { heads / keyValueHeads }
  var width: Int { heads * headDimension }
  var keyWidth: Int { keyValueHeads * headDimension }
}

extension Tape {
  /// softmax(scale · q · kᵀ) · v within each segment and head.
  ///
  /// q is [query rows, heads · d], k and v [key rows, keyValueHeads · d]; a segment may hold more
  /// keys than queries (a cache). Saves q, k, v, the result and each row's log-sum-exp; scores
  /// exist for one block of queries at a time.
  public func attention(
    _ q: Activation, _ k: Activation, _ v: Activation, _ form: AttentionForm,
    queries: Segments, keys: Segments
  ) -> Activation {
    precondition(q.channels == form.width && q.rows == queries.rows, "queries of another shape")
    precondition(k.channels == form.keyWidth && k.rows == keys.rows, "keys of another shape")
    precondition(v.channels == form.keyWidth && v.rows == keys.rows, "values of another shape")
    precondition(queries.count == keys.count)
    let out = result(q.rows, form.width, of: [q, k, v])
    let logSums = engine.arena.buffer(q.rows * form.heads)
    let pass = AttentionPass(
      q: q, k: k, v: v, form: form, queries: queries, keys: keys, out: out, logSums: logSums)
    pass.forward(on: engine)
    if out.slot != nil { record(pass) }
    return out
  }
}

/// One attention with what its backward needs.
struct AttentionPass: Operation {
  let q: Activation
  let k: Activation
  let v: Activation
  let form: AttentionForm
  let queries: Segments
  let keys: Segments
  let out: Activation
  /// [query rows, heads]
  let logSums: Buffer

  static let blockRows = 64

  func forward(on engine: Engine) {
    let tiles = (0..<queries.count).flatMap { segment in
      blocks(of: segment).flatMap { block in (0..<form.heads).map { (block, $0) } }
    }
    let scores = Scratch(engine, floats: Self.blockRows * longest)
    engine.pool.run(tiles.count) { tile, worker in
      let (block, head) = tiles[tile]
      attend(block, head, scores[worker], engine.level)
    }
  }

  /// The most keys that a block of queries sees.
  var longest: Int {
    (0..<queries.count).flatMap(blocks).reduce(1) { max($0, $1.keys.count) }
  }

  private func attend(
    _ block: QueryBlock, _ head: Int, _ scores: UnsafeMutablePointer<Float>, _ level: lora_level
  ) {
    let (n, m, d) = (block.queries.count, block.keys.count, form.headDimension)
    score(block, head, into: scores)
    for row in 0..<n {
      let line = scores + row * m
      if let cap = form.softCap { lora_soft_cap_row(level, line, nil, m, cap) }
      let seen = seen(by: row, of: block)
      let logSum = lora_softmax_row(level, line, seen.lowerBound, seen.upperBound, m)
      logSums.pointer[(block.queries.lowerBound + row) * form.heads + head] = logSum
    }
    multiply(
      n, d, m, Factor(scores, stride: m), keyed(v, block, head),
      into: out.row(block.queries.lowerBound) + head * d, stride: form.width)
  }

  /// scores [queries, keys] = scale · q · kᵀ.
  func score(_ block: QueryBlock, _ head: Int, into scores: UnsafeMutablePointer<Float>) {
    let (n, m, d) = (block.queries.count, block.keys.count, form.headDimension)
    multiply(
      n, m, d,
      Factor(q.row(block.queries.lowerBound) + head * d, stride: form.width),
      keyed(k, block, head, transposed: true), into: scores, stride: m, alpha: form.scale)
  }

  /// The rows of keys or values that a block of queries of one head sees.
  func keyed(
    _ x: Activation, _ block: QueryBlock, _ head: Int, transposed: Bool = false
  ) -> Factor {
    let place = x.row(block.keys.lowerBound) + head / form.group * form.headDimension
    return Factor(place, stride: form.keyWidth, transposed: transposed)
  }
}

/// Consecutive queries of one segment and the keys that any of them sees, as rows.
struct QueryBlock {
  let queries: Range<Int>
  let keys: Range<Int>
  /// The row of the key at the first query's own position.
  let own: Int
}

extension AttentionPass {
  func blocks(of segment: Int) -> [QueryBlock] {
    let (rows, keyRows) = (queries[segment], keys[segment])
    precondition(rows.count <= keyRows.count, "a segment with fewer keys than queries")
    return stride(from: rows.lowerBound, to: rows.upperBound, by: Self.blockRows).map { first in
      let last = min(first + Self.blockRows, rows.upperBound)
      let own = keyRows.upperBound - (rows.upperBound - first)
      let end = own + (last - first)
      return switch form.mask {
      case .full: QueryBlock(queries: first..<last, keys: keyRows, own: own)
      case .causal:
        QueryBlock(queries: first..<last, keys: keyRows.lowerBound..<end, own: own)
      case .window(let width):
        QueryBlock(
          queries: first..<last, keys: max(keyRows.lowerBound, own - width + 1)..<end, own: own)
      }
    }
  }

  /// The keys that one query of a block sees, counted from the block's first key.
  func seen(by row: Int, of block: QueryBlock) -> Range<Int> {
    let own = block.own + row - block.keys.lowerBound
    return switch form.mask {
    case .full: 0..<block.keys.count
    case .causal: 0..<own + 1
    case .window(let width): max(0, own - width + 1)..<own + 1
    }
  }
}

/// Memory for each thread's intermediate results; nothing in it outlives a tile.
struct Scratch {
  private let buffer: Buffer
  private let floats: Int

  init(_ engine: Engine, floats: Int) {
    self.floats = (floats + Arena.grain - 1) / Arena.grain * Arena.grain
    buffer = engine.arena.buffer(self.floats * engine.threads)
  }

  subscript(worker: Int) -> UnsafeMutablePointer<Float> { buffer.pointer + worker * floats }
}
