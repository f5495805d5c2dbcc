import Foundation
import LoraProcess
import TestSupport
import Testing

/// `core.sharedRepository`: whatever `git lora` makes in the Git directory, the others can use.
@Suite struct SharedRepositoryRunTests {
  @Test(arguments: [("group", 0o060, 0o070), ("0640", 0o040, 0o050), ("all", 0o064, 0o075)])
  func everyFolderAndFileFollows(setting: String, ofFile: Int, ofFolder: Int) throws {
    let team = try SharedWorkshop()
    let git = team.shop.path + "/.git"
    try team.shop.git("config", "core.sharedRepository", setting)
    _ = try TemporaryRepository.shell(
      "find .git -type d -exec chmod g+rwxs,o+rx {} + && find .git -type f -exec chmod a+r {} +",
      in: team.shop.path)
    let before = Set(try FileManager.default.subpathsOfDirectory(atPath: git))
    for weight in 201...203 { try team.train(weight: weight) }
    #expect(try team.lora("push").status == .exited(0))
    #expect(try team.lora("rm", "--yes", "runs/tea").status == .exited(0))
    #expect(try team.lora("fsck").status == .exited(0))
    var checked = 0
    for name in try FileManager.default.subpathsOfDirectory(atPath: git)
    where !before.contains(name) {
      let attributes = try FileManager.default.attributesOfItem(atPath: git + "/" + name)
      let mode = try #require(attributes[.posixPermissions] as? Int)
      let isFolder = attributes[.type] as? FileAttributeType == .typeDirectory
      let wanted = isFolder ? ofFolder : mode & 0o200 == 0 ? ofFile & 0o444 : ofFile
      #expect(mode & wanted == wanted, "\(name) \(String(mode, radix: 8))")
      if setting == "0640" { #expect(mode & 0o027 == 0, "\(name) \(String(mode, radix: 8))") }
      checked += 1
    }
    #expect(checked > 40)
  }

  /// Only root can be somebody else.
  @Test(.enabled(if: getuid() == 0)) func anotherPersonOfTheGroupWorksThere() throws {
    let team = try SharedWorkshop()
    let shop = team.shop.path
    try team.shop.git("config", "core.sharedRepository", "group")
    _ = try TemporaryRepository.shell(
      "chgrp -R 2000 . && chmod -R g+rwX . && find .git -type d -exec chmod g+s {} +"
        + " && chmod 755 ..", in: shop)
    for weight in 201...206 { try team.train(weight: weight) }
    let commits =
      "for i in 1 2 3 4 5 6 7 8 9 10; do"
      + " setpriv --reuid=65534 --regid=2000 --clear-groups git -c safe.directory='*'"
      + " commit --allow-empty -qm $i || exit 1; done"
    let committed = try TemporaryRepository.shell(
      commits, in: shop,
      variables: [
        "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.directory",
        "GIT_CONFIG_VALUE_0": "*",
      ])
    #expect(committed.status.isSuccess)
  }
}
