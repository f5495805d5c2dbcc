import Foundation
import LoraProcess
import TestSupport
import Testing

@Suite struct CommandTests {
  @Test func capturesBothStreamsAndTheStatus() throws {
    let output = try Command("sh", ["-c", "echo out; echo err >&2; exit 3"]).run()
    #expect(output.text == "out\n")
    #expect(output.errorText == "err\n")
    #expect(output.status == .exited(3))
    #expect(output.status.description == "exit 3")
  }

  @Test func reportsASignal() throws {
    #expect(try Command("sh", ["-c", "kill -9 $$"]).run().status == .signalled(9))
  }

  @Test func feedsBytesAndReadsMoreThanAPipeHolds() throws {
    let bytes = [UInt8](repeating: 7, count: 1_000_000)
    let output = try Command("cat", input: .bytes(bytes)).run()
    #expect(output.output == bytes)
  }

  @Test func aChildThatIgnoresItsInputIsNoError() throws {
    let bytes = [UInt8](repeating: 7, count: 1_000_000)
    #expect(try Command("true", input: .bytes(bytes)).run().status.isSuccess)
  }

  @Test func readsNothingWithoutInput() throws {
    #expect(try Command("cat").run().output.isEmpty)
  }

  @Test func worksInTheFolderWithExactlyTheEnvironment() throws {
    let folder = try TemporaryFolder()
    let output = try Command(
      "/bin/sh", ["-c", "pwd; env | grep -c '^A='; echo \"$A\""],
      environment: ["A": "ä b", "PATH": "/usr/bin:/bin"],
      folder: folder.path
    ).run()
    #expect(output.text == "\(folder.path)\n1\nä b\n")
  }

  @Test func looksProgramsUpInTheChildsPath() throws {
    let folder = try TemporaryFolder()
    let script = try folder.write("hello", "#!/bin/sh\necho found\n")
    chmod(script, 0o755)
    #expect(try Command("hello", environment: ["PATH": folder.path]).run().text == "found\n")
    #expect(throws: ProcessError.notFound(program: "hello")) {
      try Command("hello", environment: ["PATH": "/usr/bin"]).run()
    }
  }

  @Test func saysWhyAProgramCannotStart() throws {
    let folder = try TemporaryFolder()
    let text = try folder.write("text", "no program")
    #expect(throws: ProcessError.notExecutable(path: text)) { try Command(text).run() }
    #expect(throws: ProcessError.badFolder(path: "/proc/nonexistent", code: ENOENT)) {
      try Command("true", folder: "/proc/nonexistent").run()
    }
  }

  @Test func appendsToAFile() throws {
    let folder = try TemporaryFolder()
    let file = "\(folder.path)/log"
    for word in ["one", "two"] {
      let sink = Command.Sink.append(toFile: file)
      let status = try Command("echo", [word], output: sink, errors: sink).run().status
      #expect(status.isSuccess)
    }
    #expect(try folder.read("log") == Array("one\ntwo\n".utf8))
  }

  @Test func inheritsNoDescriptorAndNoIgnoredSignal() throws {
    let file = open("/dev/null", O_RDONLY)
    defer { close(file) }
    let before = signal(SIGINT, SIG_IGN)
    defer { signal(SIGINT, before) }
    let output = try Command(
      "sh", ["-c", "ls /proc/self/fd | wc -l; kill -INT $$; echo survived"]
    ).run()
    // ls itself opens one.
    #expect(output.text == "4\n")
    #expect(output.status == .signalled(SIGINT))
  }

  @Test func aChannelIsReadToItsEnd() throws {
    let child = try ChildProcess(Command("cat", input: .channel))
    child.send(Array("one\ntwo".utf8))
    #expect(try child.collect().text == "one\ntwo")
  }

  @Test func aChannelWithoutReaderIsNoError() throws {
    let child = try ChildProcess(Command("true", input: .channel))
    try child.wait()
    child.send([UInt8](repeating: 7, count: 1_000_000))
  }

  @Test func aDetachedChildHeedsNoSignal() throws {
    let child = try ChildProcess(
      Command(
        "sh", ["-c", "kill -TERM $$; read line; echo $line"], input: .channel, isDetached: true))
    #expect(getsid(child.pid) == child.pid)
    for signal in [SIGINT, SIGHUP, SIGQUIT, SIGUSR1, SIGALRM] { child.signal(signal) }
    child.send(Array("alive\n".utf8))
    #expect(try child.collect().text == "alive\n")
  }

  @Test func aGroupOfItsOwnIsSignalledAsAWhole() throws {
    let folder = try TemporaryFolder()
    let mark = "\(folder.path)/grandchild"
    let script = """
      (trap 'echo gone > "$0"; exit' TERM; echo > "$0.up"; while :; do sleep 0.02; done) & wait
      """
    let child = try ChildProcess(Command("sh", ["-c", script, mark], ownGroup: true))
    #expect(try child.poll() == nil)
    #expect(getpgid(child.pid) == child.pid)
    while access(mark + ".up", F_OK) != 0 { usleep(1000) }
    child.signalGroup(SIGTERM)
    let output = try child.collect()
    #expect(output.status == .signalled(SIGTERM))
    #expect(try folder.read("grandchild") == Array("gone\n".utf8))
  }
}

@Suite struct TimeLimitTests {
  @Test func whatHangsIsEndedWithAllItStarted() throws {
    let folder = try TemporaryFolder()
    let script = "sleep 600 & echo $! > child; wait"
    #expect(throws: ProcessError.timeOut(program: "sh", seconds: 0.2)) {
      try Command("sh", ["-c", script], folder: folder.path, ownGroup: true, timeLimit: 0.2).run()
    }
    let text = String(decoding: try folder.read("child"), as: UTF8.self)
    let child = try #require(Int32(text.split(separator: "\n")[0]))
    // Killed; gone, or waiting for whoever inherited it.
    func hasEnded() -> Bool {
      let state = try? String(contentsOfFile: "/proc/\(child)/stat", encoding: .utf8)
      return state?.contains(") Z ") ?? true
    }
    // A signal that was sent has not arrived at once on a busy machine.
    for _ in 0..<1000 where !hasEnded() { usleep(10_000) }
    #expect(hasEnded())
  }

  @Test func whatEndsInTimeIsNotTouched() throws {
    let output = try Command("sh", ["-c", "echo x; exit 4"], ownGroup: true, timeLimit: 600).run()
    #expect(output.text == "x\n")
    #expect(output.status == .exited(4))
  }
}
