import LoraNames

/// One line of CSV (RFC 4180).
enum CSV {
  static func line(_ cells: [String]) -> String {
    cells.map { cell in
      guard cell.utf8.contains(where: "\",\r\n".utf8.contains) else { return cell }
      return "\"" + cell.parts(at: "\"").joined(separator: "\"\"") + "\""
    }.joined(separator: ",")
  }
}
