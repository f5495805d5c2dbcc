import LoraCommands
import Testing

@Suite struct TableTests {
  private func table(_ rows: [[String]]) -> Table {
    var table = Table([("NAME", .left), ("A", .right), ("NOTE", .left)])
    for row in rows { table.add(row) }
    return table
  }

  private func lines(_ table: Table, columns: Int?) -> [String] {
    table.lines(columns: columns) { $0 }
  }

  @Test func everythingIsShownWhereThereIsRoom() {
    let table = table([["tea", "1.5", "warm"], ["", "10", ""]])
    let expected = ["NAME    A  NOTE", "tea   1.5  warm", "       10"]
    #expect(lines(table, columns: nil) == expected)
    #expect(lines(table, columns: 200) == expected)
  }

  @Test func textIsCutAndNumbersAreNot() {
    let table = table([["tea", "123456789", String(repeating: "n", count: 80)]])
    let cut = lines(table, columns: 40)
    #expect(cut.allSatisfy { $0.count <= 40 })
    #expect(cut[1].contains("123456789") && cut[1].hasSuffix("…"))
  }

  /// Chinese characters take two columns each.
  @Test func wideCharactersCountTwice() {
    let table = table([["模型版本号", "1", "x"], ["ab", "2", "y"]])
    #expect(lines(table, columns: nil)[2] == "ab          2  y")
  }

  @Test func aTableThatNeedsAllItsColumnsIsFolded() {
    let name = String(repeating: "m", count: 60)
    let folded = lines(table([[name, "1.5", "warm"]]), columns: 40)
    #expect(folded == [String(repeating: "m", count: 39) + "…", "  A     1.5", "  NOTE  warm"])
  }

  @Test func whatMattersLeastGoesFirst() throws {
    let natural = [30, 7, 9, 15]
    let layout = try #require(
      TableLayout(natural: natural, least: [24, 7, 9, 15], ranks: [0, 2, 1, 3], into: 44))
    #expect(layout.shown == [0, 1, 2] && layout.widths == [24, 7, 9])
    let wide = try #require(
      TableLayout(natural: natural, least: [24, 7, 9, 15], ranks: [0, 2, 1, 3], into: 63))
    #expect(wide.widths == [26, 7, 9, 15])
    #expect(TableLayout(natural: natural, least: natural, ranks: nil, into: 44) == nil)
  }
}
