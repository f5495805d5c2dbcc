extension Tape {
  /// [ids, inputs of the table]: the table's row of each id. The table is frozen: no backward.
  public func embedding(_ ids: [Int], _ table: FrozenMatrix) -> Activation {
    precondition(ids.allSatisfy { 0 <= $0 && $0 < table.outputs }, "an id outside the vocabulary")
    let out = result(ids.count, table.inputs, of: [])
    engine.forRows(ids.count) { rows in table.rows(ids[rows], into: out.row(rows.lowerBound)) }
    return out
  }
}
