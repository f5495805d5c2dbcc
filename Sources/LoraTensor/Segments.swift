/// Which rows of an activation belong to one sequence: cumulative boundaries, so that sequences of
/// any lengths lie one after another without padding.
public struct Segments: Sendable, Equatable {
  /// Ascending, from 0 to the number of rows.
  public let boundaries: [Int]

  public init(lengths: [Int]) {
    precondition(lengths.allSatisfy { $0 >= 0 })
    boundaries = lengths.reduce(into: [0]) { $0.append($0.last! + $1) }
  }

  public var count: Int { boundaries.count - 1 }
  public var rows: Int { boundaries.last! }
  public subscript(segment: Int) -> Range<Int> { boundaries[segment]..<boundaries[segment + 1] }
}
