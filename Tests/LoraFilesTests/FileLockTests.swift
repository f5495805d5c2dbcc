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
    #expect(try FileLock(ifFree: path) != nil)
  }
}
