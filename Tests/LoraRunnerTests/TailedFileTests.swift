import Foundation
import LoraRunner
import TestSupport
import Testing

@Suite struct TailedFileTests {
  private let folder: TemporaryFolder
  private var path: String { folder.path + "/events.jsonl" }

  init() throws { folder = try TemporaryFolder() }

  private func append(_ text: String) throws {
    let file = try #require(FileHandle(forWritingAtPath: path))
    try file.seekToEnd()
    try file.write(contentsOf: Data(text.utf8))
  }

  private func lines(_ tail: inout TailedFile) -> [String] {
    var lines: [String] = []
    tail.readLines { lines.append(String(decoding: $0, as: UTF8.self)) }
    return lines
  }

  @Test func aLineIsReadWhenItIsWhole() throws {
    var tail = TailedFile(path: path)
    #expect(lines(&tail).isEmpty)
    try folder.write("events.jsonl", "one\ntw")
    #expect(lines(&tail) == ["one"])
    #expect(lines(&tail).isEmpty)
    try append("o\nlast")
    #expect(lines(&tail) == ["two"])
    #expect(tail.lastLine() == Array("last".utf8))
  }

  /// The end of a line that is passed over is no line of its own.
  @Test func aLongLineIsPassedOverToItsEnd() throws {
    let long = String(repeating: "x", count: TailedFile.maximumLine)
    var tail = TailedFile(path: path)
    try folder.write("events.jsonl", "a\n" + long + "\nb\n" + long)
    #expect(lines(&tail) == ["a", long, "b"])
    try append("x")
    #expect(lines(&tail).isEmpty)
    try append("tail\nc\n")
    #expect(lines(&tail) == ["c"])
    #expect(tail.lastLine() == nil)
  }

  @Test func framesOfABarAreLinesWhereAsked() throws {
    try folder.write("events.jsonl", "bar 1\rbar 2\r\n{}\r")
    var frames = TailedFile(path: path, lineEnd: .newlineOrReturn)
    #expect(lines(&frames) == ["bar 1", "bar 2", "", "{}"])
    var whole = TailedFile(path: path)
    #expect(lines(&whole) == ["bar 1\rbar 2\r"])
  }
}
