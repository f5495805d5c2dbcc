import Synchronization

/// Remembers how pieces were encoded, and lends the working memory of encoding.
///
/// Text repeats its words: nine pieces out of ten are found here.
final class PieceCache: Sendable {
  private let state = Mutex(State())

  func withState<R>(_ body: (inout State) -> R) -> R {
    state.withLock { body(&$0) }
  }

  struct State: ~Copyable {
    private struct Entry {
      var hash: UInt64
      var text: Range<Int>
      var symbols: Range<Int>
    }

    private var text: [UInt8] = []
    private var symbols: [Symbols.Symbol] = []
    private var entries: [Entry] = []
    private var slots = [Int32](repeating: 0, count: 1 << 17)
    private var working = Symbols()

    private static let maximumEntries = 1 << 16
    /// Longer pieces do not come twice.
    private static let maximumLength = 96

    /// The tokens of `piece`, from memory or from `model`.
    mutating func encode(
      _ piece: UnsafeBufferPointer<UInt8>, with model: BytePairModel,
      _ use: (Symbols.Symbol) -> Void
    ) {
      guard piece.count <= Self.maximumLength else {
        model.encode(piece, into: &working)
        return working.row.forEach(use)
      }
      let hash = piece.stableHash
      var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[slot] != 0 {
        let entry = entries[Int(slots[slot] - 1)]
        if entry.hash == hash && piece.elementsEqual(text[entry.text]) {
          return symbols[entry.symbols].forEach(use)
        }
        slot = (slot + 1) & (slots.count - 1)
      }
      model.encode(piece, into: &working)
      working.row.forEach(use)
      remember(piece, hash, at: slot)
    }

    private mutating func remember(
      _ piece: UnsafeBufferPointer<UInt8>, _ hash: UInt64, at slot: Int
    ) {
      guard entries.count < Self.maximumEntries else { return forgetAll() }
      let textStart = text.count
      let symbolsStart = symbols.count
      text.append(contentsOf: piece)
      symbols.append(contentsOf: working.row)
      entries.append(
        Entry(hash: hash, text: textStart..<text.count, symbols: symbolsStart..<symbols.count))
      slots[slot] = Int32(entries.count)
    }

    private mutating func forgetAll() {
      text.removeAll(keepingCapacity: true)
      symbols.removeAll(keepingCapacity: true)
      entries.removeAll(keepingCapacity: true)
      for slot in slots.indices { slots[slot] = 0 }
    }
  }
}
