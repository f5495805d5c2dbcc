/// Byte-pair merging of long rows in n log n: a linked row and a heap of candidate pairs.
struct MergeQueue {
  private struct Candidate {
    var rank: Int32
    var position: Int32
    var left: Int32
    var right: Int32
    var result: Int32

    func precedes(_ other: Candidate) -> Bool {
      (rank, position) < (other.rank, other.position)
    }
  }

  private var row: [Symbols.Symbol]
  private var previous: [Int32]
  /// Next position, or `row.count` behind the last; -1 once merged away.
  private var next: [Int32]
  private var heap: [Candidate] = []

  static func merge(_ row: [Symbols.Symbol], _ table: MergeTable) -> [Symbols.Symbol] {
    var queue = MergeQueue(row)
    queue.run(table)
    return row.indices.filter { queue.next[$0] >= 0 }.map { queue.row[$0] }
  }

  private init(_ row: [Symbols.Symbol]) {
    self.row = row
    previous = row.indices.map { Int32($0 - 1) }
    next = row.indices.map { Int32($0 + 1) }
  }

  private mutating func run(_ table: MergeTable) {
    for index in 0..<row.count - 1 { consider(index, table) }
    while let best = pop() {
      let left = Int(best.position)
      guard next[left] >= 0, row[left].id == best.left else { continue }
      let right = Int(next[left])
      guard right < row.count, row[right].id == best.right else { continue }
      row[left].id = best.result
      row[left].end = row[right].end
      next[left] = next[right]
      next[right] = -1
      if Int(next[left]) < row.count { previous[Int(next[left])] = Int32(left) }
      consider(left, table)
      if previous[left] >= 0 { consider(Int(previous[left]), table) }
    }
  }

  /// Queues the pair that starts at `left`, if it merges.
  private mutating func consider(_ left: Int, _ table: MergeTable) {
    let right = Int(next[left])
    guard right < row.count, let merge = table.merge(row[left].id, row[right].id) else { return }
    push(
      Candidate(
        rank: merge.rank, position: Int32(left), left: row[left].id, right: row[right].id,
        result: merge.result))
  }

  private mutating func push(_ candidate: Candidate) {
    heap.append(candidate)
    var child = heap.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard heap[child].precedes(heap[parent]) else { return }
      heap.swapAt(child, parent)
      child = parent
    }
  }

  private mutating func pop() -> Candidate? {
    guard let best = heap.first else { return nil }
    let last = heap.removeLast()
    guard !heap.isEmpty else { return best }
    heap[0] = last
    var parent = 0
    while true {
      var child = 2 * parent + 1
      guard child < heap.count else { return best }
      if child + 1 < heap.count && heap[child + 1].precedes(heap[child]) { child += 1 }
      guard heap[child].precedes(heap[parent]) else { return best }
      heap.swapAt(parent, child)
      parent = child
    }
  }
}
