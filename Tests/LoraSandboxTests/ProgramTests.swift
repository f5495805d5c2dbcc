import Foundation
import Testing

/// The program on loopback, driven by Python's standard library.
///
/// Set `LORA_KEEP_PAGES` to a directory to keep the board's screenshots for looking at.
@Suite(.serialized) struct ProgramTests {
  @Test(arguments: [
    "startsAndEnds", "endsWithGit", "survivesKilling", "refusesASecondServer",
    "opensUnderAnotherPlan",
    "countsTheRate", "streamsUploads", "boundsTexts", "servesDownloads", "signsDownloads",
    "refusesForeignPages",
    "staysUpUnderNonsense", "keepsSlowClientsApart", "keepsConnections", "dropsAfterTheWork",
    "worksAfterTheDrop", "losesTheWork", "cutsBodies", "answersStale", "answersLate",
    "answersErrors", "distortsLists", "readsFaultsAgain", "logsRequests", "listsTenThousandTasks",
  ])
  func program(check: String) throws {
    let result = try ServedSandbox.python("check_program.py", [check, ServedSandbox.program])
    #expect(result.status == 0, "\(result.output)")
  }

  @Test func board() throws {
    let sandbox = try ServedSandbox(["--rate", "100000/1"])
    var arguments = [sandbox.greeting, sandbox.folder]
    if let keep = ProcessInfo.processInfo.environment["LORA_KEEP_PAGES"] {
      arguments += ["--keep", keep]
    }
    let result = try ServedSandbox.python("check_board.py", arguments)
    #expect(result.status == 0, "\(result.output)")
  }
}
