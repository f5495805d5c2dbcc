import FoundationEssentials
import Glibc
import LoraDigest

/// A line of text that the processes of one user change one after another. Where it cannot be
/// read, locked or written nothing is shared; it is never an error.
struct SharedFile {
  private let folder: String
  private let path: String

  private static let longest = 256
  private static let lockTries = 50

  /// The file of `token`'s calls to `address`, named by a digest of both.
  init?(of token: ClickUpToken, at address: ClickUpAddress, environment: [String: String]) {
    func path(_ name: String) -> String? {
      environment[name].flatMap { $0.hasPrefix("/") ? $0 : nil }
    }
    guard let state = path("XDG_STATE_HOME") ?? path("HOME").map({ $0 + "/.local/state" })
    else { return nil }
    let hash = SHA256()
    hash.update(token.fingerprintSource + " at " + address.base.text)
    folder = state + "/git-lora"
    self.path = "\(folder)/clickup-rate-\(hash.finish().hex.prefix(16))"
  }

  /// Replaces the text while no other process does. Does nothing when that is not possible.
  func update(_ change: (String) -> String) {
    makeFolder()
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o600)
    guard file >= 0 else { return }
    defer { close(file) }
    guard Self.lock(file) else { return }
    var bytes = [UInt8](repeating: 0, count: Self.longest)
    let count = pread(file, &bytes, bytes.count, 0)
    guard count >= 0 else { return }
    let text = Array(change(String(decoding: bytes.prefix(count), as: UTF8.self)).utf8)
    // Shorter than a page and never read without the lock. A torn line is read as no line.
    guard ftruncate(file, 0) == 0 else { return }
    _ = pwrite(file, text, text.count, 0)
  }

  private func makeFolder() {
    guard access(folder, F_OK) != 0 else { return }
    try? FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
  }

  /// The lock is held for microseconds; a process that was halted with it must not halt the others.
  private static func lock(_ file: Int32) -> Bool {
    for _ in 0..<lockTries {
      if flock(file, LOCK_EX | LOCK_NB) == 0 { return true }
      usleep(2_000)
    }
    return false
  }
}
