import Foundation
import Glibc
import LoraProcess
import TestSupport
import Testing

/// Signals while a run is being recorded, and before its trainer has started. Recording is held up by
/// a signing program that waits for a file.
@Suite struct LandingSignalTests {
  /// Says in the file `SIGNING` that it is at work; the signature that `HOLD` counts to waits for the
  /// file `GO`.
  private static let signer = """
    #!/bin/sh
    cat > /dev/null
    echo x >> "$SIGNING"
    if [ "$(wc -l < "$SIGNING")" = "$HOLD" ]; then
      while [ ! -e "$GO" ]; do sleep 0.02; done
    fi
    printf '\\n[GNUPG:] SIG_CREATED \\n' >&2
    printf -- '-----BEGIN PGP SIGNATURE-----\\n\\nx\\n-----END PGP SIGNATURE-----\\n'

    """

  private let shop: Workshop
  private let variables: [String: String]
  private var go: String { shop.repository.folder.path + "/go" }
  private var signing: String { shop.repository.folder.path + "/signing" }

  /// - Parameter hold: which signature is held up, counted from 1: a beginning's, then a run's.
  private init(trainer: String, hold: Int) throws {
    shop = try Workshop(trainer: trainer)
    let folder = shop.repository.folder
    let program = try folder.write("signer", Self.signer)
    chmod(program, 0o755)
    try shop.git("config", "commit.gpgsign", "true")
    try shop.git("config", "gpg.program", program)
    variables = [
      "SIGNING": folder.path + "/signing", "GO": folder.path + "/go", "HOLD": String(hold),
    ]
  }

  init() throws { try self.init(trainer: Workshop.trainer, hold: 2) }

  private func start(_ words: [String]) throws -> ChildProcess {
    try ChildProcess(
      Command(
        words[0], Array(words.dropFirst()),
        environment: Workshop.environment.merging(variables) { $1 }, folder: shop.path,
        output: .capture, errors: .capture, ownGroup: true))
  }

  private func signatures() -> Int {
    (try? String(contentsOfFile: signing, encoding: .utf8))?.filter { $0 == "\n" }.count ?? 0
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGUSR1])
  func changeNothingWhileARunIsRecorded(signal: Int32) throws {
    let run = try start(["git-lora", "run", "tea"])
    try StartedRun.wait { signatures() == 2 }
    run.signalGroup(signal)
    run.signalGroup(signal)
    try Data().write(to: URL(filePath: go))
    let output = try run.collect()
    #expect(output.status == .exited(0))
    #expect(output.errorText.components(separatedBy: "recording, a moment").count == 2)
    #expect(
      try shop.git("log", "-1", "--format=%(trailers:key=Lora-State,valueonly)", "runs/tea").line
        == "completed")
    #expect(try shop.git("cat-file", "commit", "runs/tea").text.contains("BEGIN PGP SIGNATURE"))
    #expect(try shop.lora("status").text.contains("no run is in progress"))
  }

  /// The terminal's Ctrl-C reaches the signing program too, which ends by it.
  @Test func endsACommandWhoseTrainerHasNotStarted() throws {
    let early = try LandingSignalTests(trainer: "touch \"$GIT_LORA_OUTPUT/started\"\n", hold: 1)
    let run = try early.start(["git-lora", "run", "tea"])
    try StartedRun.wait { early.signatures() == 1 }
    run.signalGroup(SIGINT)
    #expect(try run.collect().status == .signalled(SIGINT))
    #expect(try early.shop.git("for-each-ref", "refs/lora", "refs/heads/runs").text.isEmpty)
    let runs = early.shop.path + "/.git/lora/runs"
    #expect((try? FileManager.default.contentsOfDirectory(atPath: runs)) ?? [] == [])
  }
}
