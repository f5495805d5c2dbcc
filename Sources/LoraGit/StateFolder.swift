import Glibc

extension GitPaths {
  /// `lora/` in the common directory: what is ours and needs no history.
  public var state: String { commonDirectory + "/lora" }

  /// Makes the state folder; in a repository that is shared by a group, for the group.
  func makeState() {
    guard mkdir(state, 0o777) == 0 else { return }
    var common = stat()
    guard stat(commonDirectory, &common) == 0, common.st_mode & S_IWGRP != 0 else { return }
    chmod(state, common.st_mode & 0o7777)
  }
}
