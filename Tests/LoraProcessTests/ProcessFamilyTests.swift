import Foundation
import Glibc
import LoraProcess
import TestSupport
import Testing

@Suite struct ProcessStatusTests {
  @Test func tellsWhoAProcessIs() throws {
    let own = try #require(ProcessStatus(of: getpid()))
    #expect(own.parent == getppid() && own.group == getpgrp() && own.session == getsid(0))
    #expect(own.startTicks > 0 && !own.isZombie)
    #expect(ProcessStatus(of: Int32.max) == nil)
    #expect(ProcessStatus.all().contains { $0.pid == getpid() })
  }

  @Test func aNameMayHoldWhatEndsIt() throws {
    let folder = try TemporaryFolder()
    let program = try folder.write("a) Z 1 (", "#!/bin/sh\nread line\n")
    chmod(program, 0o755)
    let child = try ChildProcess(Command(program, input: .channel))
    let status = try #require(ProcessStatus(of: child.pid))
    #expect(status.parent == getpid() && !status.isZombie)
    child.endInput()
    try child.wait()
  }

  @Test func aChildThatNobodyHasWaitedForIsAZombie() throws {
    let child = try ChildProcess(Command("true"))
    while ProcessStatus(of: child.pid)?.isZombie == false { usleep(1000) }
    #expect(ProcessStatus(of: child.pid)?.isZombie == true)
    try child.wait()
    #expect(ProcessStatus(of: child.pid) == nil)
  }
}

@Suite struct ProcessFamilyTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Starts shell words as a detached process's children, and waits for the file `up`.
  private func family(of script: String, mark: String) throws -> (ChildProcess, ProcessFamily) {
    var environment = Command.currentEnvironment
    environment["FAMILY"] = mark
    let child = try ChildProcess(
      Command(
        "sh", ["-c", script], environment: environment, folder: folder.path, output: .discard,
        errors: .discard, ownGroup: true))
    while access(folder.path + "/up", F_OK) != 0 { usleep(1000) }
    return (child, ProcessFamily(ancestor: child.pid, mark: "FAMILY=\(mark)"))
  }

  @Test func endsWhatHasLeftTheGroup() throws {
    let (child, family) = try family(
      of: "setsid sh -c 'echo > up; while :; do sleep 0.02; done' & wait", mark: "a")
    #expect(!family.members().isEmpty)
    #expect(family.end(patience: 10) { usleep(UInt32($0) * 1000) })
    #expect(family.members().isEmpty)
    try child.wait()
  }

  /// Neither the environment nor a living ancestor leads to it.
  @Test func findsByAncestorWhatHasClearedItsEnvironment() throws {
    let (child, family) = try family(
      of: "env -i setsid /bin/sh -c 'echo > up; exec sleep 600' & wait", mark: "b")
    #expect(family.members().count == 1)
    family.signal(SIGKILL)
    #expect(try child.wait() == .exited(0))
    #expect(family.members().isEmpty)
  }

  @Test func findsByEnvironmentWhatHasLostItsAncestor() throws {
    let (child, _) = try family(
      of: "setsid sh -c 'echo > up; exec sleep 600' & exit 0", mark: "c")
    try child.wait()
    let orphans = ProcessFamily(ancestor: nil, mark: "FAMILY=c")
    #expect(orphans.members().count == 1)
    #expect(ProcessFamily(ancestor: nil, mark: "FAMILY=").members().isEmpty)
    #expect(orphans.end(patience: 10) { usleep(UInt32($0) * 1000) })
  }

  @Test func killsWhatDoesNotListen() throws {
    let (child, family) = try family(
      of: "trap '' TERM; echo > up; while :; do sleep 0.02; done", mark: "d")
    let all = ProcessFamily(ancestor: nil, mark: "FAMILY=d")
    #expect(all.members().contains { $0.pid == child.pid })
    #expect(!family.members().contains { $0.pid == child.pid })
    #expect(
      all.end(patience: 0.05) {
        usleep(UInt32($0) * 1000)
        _ = try? child.poll()
      })
    #expect(try child.wait() == .signalled(SIGKILL))
  }

  @Test func continuesWhatIsStoppedSoThatItCanEnd() throws {
    let (child, _) = try family(of: "echo > up; exec sleep 600", mark: "e")
    kill(child.pid, SIGSTOP)
    let all = ProcessFamily(ancestor: nil, mark: "FAMILY=e")
    #expect(all.end(patience: 600) { _ in _ = try? child.poll() })
    #expect(try child.wait() == .signalled(SIGTERM))
  }
}
