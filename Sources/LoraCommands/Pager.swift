import Glibc
import LoraGit
import LoraProcess

/// Long answers on a terminal go through the program that Git would take.
///
/// `git` decides about `pager.lora` itself before it starts us, and says so in `GIT_PAGER` and
/// `GIT_PAGER_IN_USE`; called as `git-lora`, we decide by the same rules.
enum Pager {
  // Only the main thread starts and ends it.
  nonisolated(unsafe) private static var running: ChildProcess?

  /// Sends standard output through the pager from now on, when it goes to a terminal and the user
  /// wants one. A pager that cannot be started is done without.
  static func start(_ environment: GitEnvironment) {
    if isInUse { return Terminal.isPaged(columns: Terminal.errors.columns) }
    guard Terminal.output.isInteractive, let program = program(environment) else { return }
    guard ["less", "pager"].contains(program), getenv("LESS") == nil else { return begin(program) }
    // As with its option -F, what fits on one screen needs no pager.
    StandardOutput.hold(rows: Terminal.rows - 1, columns: Terminal.output.columns) {
      begin(program)
    }
  }

  private static func begin(_ program: String) {
    let columns = Terminal.output.columns
    guard let pager = try? child(program) else { return }
    running = pager
    setenv("GIT_PAGER_IN_USE", "true", 1)
    Terminal.isPaged(columns: columns)
    // Whoever quits the pager has seen enough: not an end by SIGPIPE, which would leave it behind.
    signal(SIGPIPE, SIG_IGN)
    PagerInterrupt.install(waitingFor: pager.pid)
  }

  static var isRunning: Bool { running != nil }

  /// Ends standard output and waits until the reader has seen enough.
  static func finish() {
    guard let pager = running.take() else { return }
    StandardOutput.flush()
    close(STDOUT_FILENO)
    _ = try? pager.wait()
  }

  private static var isInUse: Bool {
    getenv("GIT_PAGER_IN_USE").map { ["true", "1"].contains(String(cString: $0)) } ?? false
  }

  /// The shell's words for it; nil for none.
  private static func program(_ environment: GitEnvironment) -> String? {
    let own = environment.settings["pager.lora"]
    if environment.settings.flag("pager.lora") == false { return nil }
    let isProgram = own != nil && environment.settings.flag("pager.lora") == nil
    // `git var` knows GIT_PAGER, core.pager, PAGER, and what this Git was built with.
    let named = isProgram ? own : try? environment.command(["var", "GIT_PAGER"]).run().line
    return ["", "cat"].contains(named ?? "") ? nil : named
  }

  private static func child(_ program: String) throws(ProcessError) -> ChildProcess {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw .system(call: "pipe", program: program, code: errno) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { for end in ends { close(end) } }
    var variables = Command.childEnvironment
    variables["GIT_PAGER_IN_USE"] = "true"
    variables["LESS"] = variables["LESS"] ?? "FRX"
    variables["LV"] = variables["LV"] ?? "-c"
    let pager = try ChildProcess(
      Command(
        "/bin/sh", ["-c", program], environment: variables, input: .descriptor(ends[0]),
        output: .inherit, errors: .inherit))
    dup2(ends[1], STDOUT_FILENO)
    return pager
  }
}

/// Ctrl-C reaches the pager as well, which goes on: we end when it does, so that the terminal is
/// never read by two.
private enum PagerInterrupt {
  // A signal handler can reach nothing but a global.
  nonisolated(unsafe) private static var pager: pid_t = 0

  static func install(waitingFor pid: pid_t) {
    pager = pid
    for number in [SIGINT, SIGTERM, SIGHUP, SIGQUIT] {
      signal(number) { number in
        close(STDOUT_FILENO)
        var status: Int32 = 0
        while waitpid(PagerInterrupt.pager, &status, 0) < 0 && errno == EINTR {}
        _exit(128 + number)
      }
    }
  }
}
