import Foundation
import LoraRunner
import TestSupport
import Testing

@Test func aLineIsReadWhenItIsWhole() throws {
  let folder = try TemporaryFolder()
  let path = folder.path + "/events.jsonl"
  var tail = TailedFile(path: path)
  #expect(tail.newLines().isEmpty)
  try folder.write("events.jsonl", "one\ntw")
  #expect(tail.newLines() == [Array("one".utf8)])
  #expect(tail.newLines().isEmpty)
  let file = try #require(FileHandle(forWritingAtPath: path))
  try file.seekToEnd()
  try file.write(contentsOf: Data("o\nlast".utf8))
  #expect(tail.newLines() == [Array("two".utf8)])
  #expect(tail.lastLine() == Array("last".utf8))
}
