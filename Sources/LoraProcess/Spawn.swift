import CLinux
import Glibc

extension Command {
  /// Starts the program with the given descriptors as its standard streams.
  func spawn(input: Descriptor?, output: Descriptor?, errors: Descriptor?) throws(ProcessError)
    -> pid_t
  {
    let path = try executable()
    if let folder, access(folder, X_OK) != 0 { throw .badFolder(path: folder, code: errno) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (stream, descriptor) in [(Int32(0), input), (1, output), (2, errors)] {
      guard let descriptor else { continue }
      posix_spawn_file_actions_adddup2(&actions, descriptor.number, stream)
    }
    posix_spawn_file_actions_addclosefrom_np(&actions, 3)
    if let folder { posix_spawn_file_actions_addchdir_np(&actions, folder) }

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    let ignored = ChildSignals.ignored
    setSignals(of: &attributes, ignored: ignored)
    // A child ignores what its parent ignores at this moment, and is not reset below.
    let own = ignored.map { ($0, SignalAction.ignoring.install(for: $0)) }
    defer { for (signal, action) in own { action.install(for: signal) } }

    var pid: pid_t = 0
    let code = withCStrings([program] + arguments) { argv in
      withCStrings(environment.map { "\($0.key)=\($0.value)" }) { envp in
        posix_spawn(&pid, path, &actions, &attributes, argv, envp)
      }
    }
    switch code {
    case 0: return pid
    case ENOEXEC, EACCES: throw .notExecutable(path: path)
    default: throw .system(call: "posix_spawn", program: program, code: code)
    }
  }

  private func setSignals(of attributes: inout posix_spawnattr_t, ignored: [Int32]) {
    var standard = sigset_t()
    sigfillset(&standard)
    for signal in ignored { sigdelset(&standard, signal) }
    posix_spawnattr_setsigdefault(&attributes, &standard)
    var blocked = sigset_t()
    if isDetached { sigfillset(&blocked) } else { sigemptyset(&blocked) }
    posix_spawnattr_setsigmask(&attributes, &blocked)
    var flags = Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK)
    if isDetached {
      flags |= CLinux_spawn_own_session
    } else if ownGroup {
      posix_spawnattr_setpgroup(&attributes, 0)
      flags |= Int16(POSIX_SPAWN_SETPGROUP)
    }
    posix_spawnattr_setflags(&attributes, flags)
  }
}

/// Calls `body` with a null-terminated array of C strings.
private func withCStrings<R>(
  _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> R
) -> R {
  let copies = strings.map { strdup($0) }
  defer { copies.forEach { free($0) } }
  return body(copies + [nil])
}
