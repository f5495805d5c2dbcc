import Foundation
import LoraStore
import TestSupport
import Testing

@Suite struct MaintenanceTests {
  /// A `git` that notes its arguments instead of doing anything.
  private func calls(settings: [String]) throws -> String? {
    let temporary = try TemporaryRepository()
    for setting in settings { try temporary.git("config", setting, "false") }
    let real = try TemporaryRepository.shell("command -v git", in: temporary.path).line
    let notes = temporary.folder.path + "/notes"
    let script = try temporary.folder.write(
      "bin/git",
      "#!/bin/sh\n[ $1 = maintenance ] && { echo \"$@\" > '\(notes).new'; mv '\(notes).new' '\(notes)'; exit; }\nexec '\(real)' \"$@\"\n"
    )
    chmod(script, 0o755)
    let store = RunStore(
      try temporary.open(variables: ["PATH": temporary.folder.path + "/bin:/usr/bin:/bin"]))
    store.startMaintenance()
    for _ in 0..<(settings.isEmpty ? 5000 : 100) where access(notes, F_OK) != 0 { usleep(2000) }
    return try? String(contentsOfFile: notes, encoding: .utf8)
  }

  @Test func startsGitsOwnHousekeeping() throws {
    #expect(try calls(settings: []) == "maintenance run --auto --quiet\n")
  }

  @Test func notWhereItIsTurnedOff() throws {
    #expect(try calls(settings: ["maintenance.auto"]) == nil)
  }
}
