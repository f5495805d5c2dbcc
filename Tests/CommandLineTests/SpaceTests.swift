import Foundation
import Glibc
import LoraProcess
import TestSupport
import Testing

/// Room on the disk: asked for before the first step, and given back.
@Suite struct SpaceTests {
  /// Whether this machine lets a test mount a file system of its own.
  private static let canMount =
    (try? Command("unshare", ["-Urm", "mount", "-t", "tmpfs", "none", "/mnt"]).run())?.status
    == .exited(0)

  @Test(.enabled(if: canMount, "needs unshare -Urm"))
  func aRunThatWouldFindNoRoomDoesNotBegin() throws {
    let shop = try Workshop()
    let small = shop.path + "/small"
    try FileManager.default.createDirectory(atPath: small, withIntermediateDirectories: true)
    try shop.git("config", "lfs.storage", small + "/lfs")
    let script = "mount -t tmpfs -o size=3m none small && exec git-lora run tea --quiet"
    let output = try Command(
      "unshare", ["-Urm", "sh", "-c", script], environment: Workshop.environment, folder: shop.path
    ).run()
    #expect(output.status == .exited(75), "\(output.errorText)")
    #expect(output.errorText.contains("no room for the run's record in \(small)/lfs"))
    #expect(output.errorText.contains("are needed") && output.errorText.contains("are free"))
    #expect(try shop.git("for-each-ref", "refs/lora", "refs/heads/runs").text.isEmpty)
    #expect(try shop.lora("status").text.contains("no run is in progress"))
  }

  @Test(.enabled(if: canMount, "needs unshare -Urm"))
  func aDiskThatIsFullAtTheEndCostsNothing() throws {
    let shop = try Workshop(
      trainer: Workshop.trainer + "head -c 100000000 /dev/zero > small/filler 2>/dev/null || :\n")
    try shop.repository.write("small/lines.txt", "")
    try shop.git("config", "lfs.storage", shop.path + "/small/lfs")
    let script = """
      mount -t tmpfs -o size=80m none small && git-lora run tea --quiet; echo "status $?"
      git fsck --full && rm small/filler && git-lora recover && git lfs fsck runs/tea
      """
    let output = try Command(
      "unshare", ["-Urm", "sh", "-c", script], environment: Workshop.environment, folder: shop.path
    ).run()
    #expect(output.status == .exited(0), "\(output.text)\(output.errorText)")
    #expect(output.text.hasPrefix("status 75\n"), "\(output.text)")
    for words in [
      "cannot write \(shop.path)/small/lfs/tmp/", "No space left on device",
      "more bytes are needed", "git lora recover",
    ] {
      #expect(output.errorText.contains(words), "\(output.errorText)")
    }
    #expect(output.text.contains("completed  tea"), "\(output.text)")
    #expect(try shop.lora("status").text == "no run is in progress\n")
  }

  @Test func onlyWhatNoCommitHoldsIsCalledUnrecorded() throws {
    let shop = try Workshop(
      trainer: Workshop.trainer
        + "[ ! -e more ] || echo state > \"$GIT_LORA_OUTPUT/optimizer.pt\"\n"
        + "echo '{}' > \"$GIT_LORA_OUTPUT/adapter_config.json\"\n")
    #expect(try !shop.lora("run", "tea").text.contains("unrecorded"))
    #expect(try shop.lora("gc").text == "there is nothing to free\n")
    try shop.repository.write("more", "")
    let run = try shop.lora("run", "tea").text
    let line = try #require(run.split(separator: "\n").first { $0.hasPrefix("unrecorded") })
    let left = String(line.dropFirst("unrecorded ".count))
    #expect(try FileManager.default.contentsOfDirectory(atPath: left) == ["optimizer.pt"])
    let shown = try shop.lora("gc")
    #expect(shown.text.contains(left) && FileManager.default.fileExists(atPath: left))
    #expect(try shop.lora("gc", "--yes").text.contains("freed 6 bytes"))
    #expect(!FileManager.default.fileExists(atPath: left))
  }

  @Test func whatAKilledProcessWasWritingGoesAfterAWhile() throws {
    let shop = try Workshop()
    let gone = try ChildProcess(Command("true"))
    _ = try gone.wait()
    let (own, others) = (getpid(), gone.pid)
    let names = [
      ".git/lora/.lora-unfinished-\(others)-7", ".git/lfs/tmp/lora-\(others)-8",
      ".git/lora/.lora-unfinished-\(own)-7", ".git/lfs/tmp/theirs-\(others)-8",
    ]
    let old = Date(timeIntervalSinceNow: -8000)
    for name in names {
      try shop.repository.write(name, "half")
      try FileManager.default.setAttributes(
        [.modificationDate: old], ofItemAtPath: shop.path + "/" + name)
    }
    try shop.repository.write(".git/lora/.lora-unfinished-\(others)-9", "new")
    #expect(try shop.lora("gc", "--yes").text.contains("freed 8 bytes"))
    let left = names.map { FileManager.default.fileExists(atPath: shop.path + "/" + $0) }
    #expect(left == [false, false, true, true])
  }
}
