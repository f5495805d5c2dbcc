import Glibc
import LoraFiles
import TestSupport
import Testing

@Suite struct FileLockTests {
  @Test func aLockExcludesOthersUntilItIsDropped() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/lock"
    do {
      let held = try FileLock(path)
      withExtendedLifetime(held) {}
      #expect(try FileLock(ifFree: path) == nil)
      withExtendedLifetime(held) {}
    }
    // A program that another test starts has the lock, too, until it is that program.
    var isFree = false
    for _ in 0..<500 where !isFree {
      isFree = try FileLock(ifFree: path) != nil
      usleep(10_000)
    }
    #expect(isFree)
  }
}
