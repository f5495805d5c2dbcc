import Foundation
import LoraClickUp
import LoraIntake
import Testing

/// Captions stay with what they describe, however often a title comes.
@Suite final class CaptionTests {
  private let studio: Studio
  private var count = 0

  init() throws { studio = try Studio() }

  /// Attaches a file of that many bytes, which tells it from the others.
  private func attach(_ title: String, bytes: Int, after seconds: Int = 1) {
    count += 1
    let last = studio.board.task.attachments.last?.date ?? 1_712_620_800_000
    studio.board.task.attachments.append(
      TaskAttachment(
        id: "0000000\(count)-aaaa", title: title, size: bytes, date: last + seconds * 1000,
        url: studio.server.address("/f/\(bytes)"), user: ClickUpUser(id: 7, name: "Ada")))
  }

  private func detach(_ bytes: Int) {
    studio.board.task.attachments.removeAll { $0.size == bytes }
  }

  /// Which caption lies beside each picture, by their bytes.
  private var pairs: [Int: Int] {
    get throws {
      let pictures = studio.files.filter { $0.hasSuffix(".png") && !$0.hasPrefix(".") }
      return try Dictionary(
        uniqueKeysWithValues: pictures.compactMap { name in
          let caption = name.dropLast(4) + ".txt"
          guard studio.files.contains(String(caption)) else { return nil }
          return (try studio.read(name).count, try studio.read(String(caption)).count)
        })
    }
  }

  @Test(arguments: [
    ["P1", "T1", "P2", "T2"], ["P1", "P2", "T1", "T2"], ["T1", "T2", "P1", "P2"],
  ])
  func twoPairsOfOneName(order: [String]) throws {
    for word in order {
      let number = word.hasSuffix("1") ? 1 : 2
      attach(word.hasPrefix("P") ? "cat.png" : "cat.txt", bytes: number * 10)
    }
    try studio.pull()
    #expect(try pairs == [10: 10, 20: 20])
  }

  @Test func oneCaptionForTheNearerOfTwo() throws {
    attach("cat.png", bytes: 10)
    attach("cat.png", bytes: 20, after: 100)
    attach("cat.txt", bytes: 21)
    try studio.pull()
    #expect(try pairs == [20: 21])
    attach("cat.txt", bytes: 11)
    try studio.pull()
    #expect(try pairs == [10: 11, 20: 21])
  }

  @Test func picturesOfTwoKinds() throws {
    attach("cat.png", bytes: 10)
    attach("cat.txt", bytes: 11)
    attach("cat.jpg", bytes: 20, after: 100)
    attach("cat.txt", bytes: 21)
    try studio.pull()
    #expect(try pairs == [10: 11])
    #expect(studio.files.contains("cat-00000003.jpg") && studio.files.contains("cat-00000003.txt"))
    #expect(try studio.read("cat-00000003.txt").count == 21)
  }

  @Test func aCorrectedCaptionTakesThePlaceOfTheOldOne() throws {
    attach("cat.png", bytes: 10)
    attach("cat.txt", bytes: 11)
    attach("cat.png", bytes: 20)
    attach("cat.txt", bytes: 21)
    try studio.pull()
    detach(11)
    attach("cat.txt", bytes: 12)
    let outcome = try studio.pull()
    #expect(try pairs == [10: 12, 20: 21])
    #expect(outcome.fetched.map(\.replaced) == [".lora-pruned/cat.txt"] && outcome.gone.isEmpty)
    try studio.pull { $0.prunes = true }
    #expect(try pairs == [10: 12, 20: 21])
    // Nothing is lost.
    #expect(try studio.read(".lora-pruned/cat.txt").count == 11)
  }

  @Test func aReplacedPictureKeepsItsCaption() throws {
    attach("cat.png", bytes: 10)
    attach("cat.txt", bytes: 11)
    try studio.pull()
    detach(10)
    attach("cat.png", bytes: 12)
    #expect(try studio.pull { $0.isDryRun = true }.fetched.map(\.replaced) == ["cat.png"])
    #expect(try studio.read("cat.png").count == 10)
    try studio.pull()
    #expect(try pairs == [12: 11])
  }

  @Test func aCaptionThatWasEditedHereStaysBesideItsCorrection() throws {
    attach("cat.png", bytes: 10)
    attach("cat.txt", bytes: 11)
    try studio.pull()
    try studio.place.write("data/cat.txt", "my own words")
    detach(11)
    attach("cat.txt", bytes: 12)
    let outcome = try studio.pull()
    #expect(outcome.gone.map(\.isEdited) == [true])
    #expect(try studio.read("cat.txt") == Array("my own words".utf8))
    #expect(try studio.read("cat-00000003.txt").count == 12)
  }

  @Test func aRemovedCaptionGoesWithPrune() throws {
    attach("cat.png", bytes: 10)
    attach("cat.txt", bytes: 11)
    try studio.pull()
    detach(11)
    try studio.pull()
    #expect(try pairs == [10: 11])
    try studio.pull { $0.prunes = true }
    #expect(try pairs == [:])
  }

  /// Cut off when the old one had been moved aside: the next call goes on.
  @Test func aReplacementThatWasCutOffIsCompleted() throws {
    attach("cat.png", bytes: 10)
    attach("cat.txt", bytes: 11)
    try studio.pull()
    try FileManager.default.removeItem(atPath: studio.folder + "/cat.txt")
    detach(11)
    attach("cat.txt", bytes: 12)
    try studio.pull()
    #expect(try pairs == [10: 12])
    #expect(try PulledData.read(in: studio.folder)?.attachments.count == 2)
  }

  /// Clipboards call every picture the same.
  @Test func manyOfOneName() throws {
    for number in 1...600 { attach(number % 2 == 0 ? "image.txt" : "image.png", bytes: number) }
    let names = try studio.pull { $0.isDryRun = true }.fetched.map(\.name)
    #expect(Set(names).count == 600)
    #expect(Set(names.map { $0.dropLast(4) }).count == 300)
  }
}
