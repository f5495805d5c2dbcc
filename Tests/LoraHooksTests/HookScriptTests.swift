import Foundation
import LoraHooks
import Testing

@Suite struct HookScriptTests {
  static let gitLFS = """
    #!/bin/sh
    command -v git-lfs >/dev/null 2>&1 || { echo >&2 "no git-lfs"; exit 2; }
    git lfs pre-push "$@"

    """

  @Test func reviewableTextIsTheEmbeddedOne() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../hooks/pre-push")
    #expect(try String(contentsOf: file, encoding: .utf8) == HookBlock.script)
  }

  @Test(arguments: [
    "", "#!/bin/sh\n", "#!/bin/sh\nnpm test\n", "npm test", gitLFS, "#!/bin/bash\r\nx\n",
    "#!/bin/sh\n\n\n# a comment\nexit 0",
  ])
  func insertingAndRemovingGivesTheSameBytes(original: String) {
    let script = HookScript(text: original)
    let installed = script.inserting()
    #expect(script.block() == .absent)
    #expect(installed.block() == .current)
    #expect(installed.inserting() == installed)
    #expect(installed.removing() == script)
  }

  @Test func blockStandsAfterTheShebangAndBeforeTheRest() {
    let text = String(
      decoding: HookScript(text: Self.gitLFS).inserting().bytes, as: UTF8.self)
    #expect(text.hasPrefix("#!/bin/sh\n# >>> git-lora"))
    #expect(text.hasSuffix("<<<\n" + Self.gitLFS.dropFirst("#!/bin/sh\n".count)))
  }

  @Test func uploadsLFSOnlyWhereNothingElseDoes() {
    #expect(HookScript(text: Self.gitLFS).uploadsLFS)
    #expect(!HookScript(text: "#!/bin/sh\n# git lfs pre-push\n").uploadsLFS)
    #expect(!HookScript(text: HookBlock.script).uploadsLFS)
    let beside = HookScript(text: Self.gitLFS).inserting()
    #expect(
      beside.bytes
        == Array(
          ("#!/bin/sh\n" + HookBlock.text(uploadsLFS: false)
            + Self.gitLFS.dropFirst("#!/bin/sh\n".count)).utf8))
    let elsewhere = HookScript(text: "#!/bin/sh\nx\n").inserting(uploadsLFSElsewhere: true)
    #expect(elsewhere.block(uploadsLFSElsewhere: true) == .current)
    #expect(elsewhere.block() == .outdated)
  }

  @Test func olderAndEditedBlocksAreReplacedInPlace() {
    let old =
      "#!/bin/sh\n# >>> git-lora pre-push, version 0 >>> x\nold\n"
      + "# <<< git-lora pre-push <<<\nnpm test\n"
    #expect(HookScript(text: old).block() == .outdated)
    #expect(
      HookScript(text: old).inserting() == HookScript(text: "#!/bin/sh\nnpm test\n").inserting())
    let edited = HookBlock.script.replacing("exit $?", with: "true")
    #expect(HookScript(text: edited).block() == .outdated)
  }

  @Test func newerAndUnterminatedBlocksAreSeen() {
    let newer = HookBlock.script.replacing("version 1", with: "version 12")
    #expect(HookScript(text: newer).block() == .newer(version: 12))
    let cut = HookBlock.script.replacing("# <<< git-lora pre-push <<<\n", with: "")
    #expect(HookScript(text: cut).block() == .unterminated(line: 2))
    #expect(HookScript(text: cut + HookBlock.script).block() == .unterminated(line: 2))
  }

  @Test func aScriptOfOursAloneIsEmptyWithoutTheBlock() {
    #expect(HookScript(text: HookBlock.script).removing().isEmpty)
    #expect(!HookScript(text: "#!/bin/sh\nnpm test\n").isEmpty)
    #expect(!HookScript(text: "npm test\n").isEmpty)
  }

  @Test(
    arguments: [
      ("#!/bin/sh\n", .shell), ("#! /bin/sh -e\n", .shell), ("#!/usr/bin/env bash\n", .shell),
      ("#!/usr/bin/env -S A=1 dash -e\n", .shell), ("npm test\n", .shell), ("", .shell),
      ("#!/usr/bin/python3\n", .foreign("python3")), ("#!/usr/bin/env node\n", .foreign("node")),
      ("#!/bin/sh\r\n", .foreign("sh\r")), ("#!\n", .foreign("nothing")),
      ("\u{7f}ELF\0\0", .binary),
    ] as [(String, HookInterpreter)])
  func interpreters(text: String, expected: HookInterpreter) {
    #expect(HookInterpreter(of: Array(text.utf8)) == expected)
  }
}
