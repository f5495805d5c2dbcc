import Foundation
import LoraStore
import TestSupport
import Testing

@Suite struct RecordedOutputTests {
  @Test func knowsItsOwnFilesFromOthers() throws {
    let sample = try SampleRun()
    let temporary = sample.temporary
    let first = (0..<2_000_000).map { UInt8(truncatingIfNeeded: $0) }
    try sample.land(try sample.draft(weights: first))
    try sample.land(try sample.draft(weights: [2]))
    let digests = try DigestCache(of: sample.store)
    func unrecorded(_ paths: [String]) throws -> [String] {
      try sample.store.unrecorded(
        paths, in: temporary.path + "/output/x", of: "output/x", digests: digests)
    }
    // Of the first run, and of both.
    try temporary.write("output/x/adapter.safetensors", bytes: first)
    try temporary.write("output/x/config.yaml", "seed: 1\r\n")
    let mine = ["adapter.safetensors", "config.yaml"]
    #expect(try unrecorded(mine) == [])

    try temporary.write("output/x/notes.txt", "hello\n")
    #expect(try unrecorded(mine + ["notes.txt"]) == ["notes.txt"])
    // The same size, other bytes.
    try temporary.write("output/x/config.yaml", "seed: 2\r\n")
    #expect(try unrecorded(mine) == ["config.yaml"])
    try temporary.write("output/x/adapter.safetensors", bytes: first.reversed())
    #expect(try unrecorded(mine) == mine)
    // Recorded under another path only.
    try temporary.write("output/x/adapter.safetensors", "hello\n")
    #expect(try unrecorded(mine) == mine)
  }
}
