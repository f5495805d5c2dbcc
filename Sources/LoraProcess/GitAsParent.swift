import Glibc

/// `git lora …` stays behind as a process that waits: who started it knows its number, not ours.
public enum GitAsParent {
  /// Ends this process, whatever program it becomes, as soon as the `git` that started it is gone, so
  /// that `kill -9` of the one is the end of the other. Does nothing when anything else started it.
  public static func endWithIt() {
    let parent = getppid()
    if isGit(parent) { ParentProcess.endWith(parent) }
  }

  private static func isGit(_ process: pid_t) -> Bool {
    let descriptor = open("/proc/\(process)/comm", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var name = [UInt8](repeating: 0, count: 16)
    let count = read(descriptor, &name, name.count)
    return count > 0 && name.prefix(count).elementsEqual("git\n".utf8)
  }
}
