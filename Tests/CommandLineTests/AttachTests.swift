import Foundation
import Glibc
import LoraJSON
import LoraProcess
import TestSupport
import Testing

/// `git lora attach`: a trainer that lost its git-lora is followed to its end.
@Suite struct AttachTests {
  private let bench: Strandings
  private var shop: Workshop { bench.shop }

  init() throws { bench = try Strandings() }

  private func attach() throws -> ChildProcess {
    let child = try ChildProcess(
      Command(
        "git-lora", ["attach", "--quiet"], environment: Workshop.environment, folder: shop.path,
        output: .discard, errors: .discard, ownGroup: true))
    try bench.wait { try bench.listed().first?["state"]?.string == "running" }
    return child
  }

  @Test func theRunLandsAsIfNothingHadHappened() throws {
    let run = try bench.start()
    let refused = try shop.lora("attach", "tea")
    #expect(refused.status == .exited(75))
    #expect(refused.errorText.contains("is followed by process \(run.program.pid)"))
    try bench.kill(run, withTrainer: false)
    #expect(try shop.lora("log").errorText.contains("git lora attach tea"))
    let attached = try attach()
    #expect(try shop.lora("recover", "tea").status == .exited(75))
    try shop.repository.write("go", "")
    #expect(try attached.wait() == .exited(0))
    let record = try JSONValue(parsing: try shop.lora("show", "tea", "--json").text)["record"]
    #expect(record?["state"]?.string == "completed")
    #expect(record?["trainer_exit"]?.string == "exit 0")
    #expect(try bench.listed().isEmpty)
    #expect(try shop.lora("attach", "tea").status == .exited(64))
  }

  @Test func ctrlCMeansWhatItMeansInRun() throws {
    try bench.kill(try bench.start(), withTrainer: false)
    let attached = try attach()
    attached.signal(SIGINT)
    #expect(try attached.wait() == .exited(130))
    let log = try shop.git("log", "-1", "--format=%(trailers:key=Lora-State,valueonly)", "runs/tea")
    #expect(log.line == "stopped")
  }

  @Test func recoverCanWait() throws {
    try bench.kill(try bench.start(), withTrainer: false)
    try shop.repository.write("go", "")
    #expect(try shop.lora("recover", "--wait").status == .exited(0))
    #expect(try bench.listed().isEmpty)
  }
}
