/// One line of CSV (RFC 4180).
enum CSV {
  static func line(_ cells: [String]) -> String {
    cells.map { cell in
      guard cell.contains(where: { "\",\r\n".contains($0) }) else { return cell }
      return "\""
        + cell.split(separator: "\"", omittingEmptySubsequences: false)
        .joined(separator: "\"\"") + "\""
    }.joined(separator: ",")
  }
}
