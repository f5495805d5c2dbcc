import LoraGit
import LoraStore
import TestSupport
import Testing

@Test func aMirroredRunOutlivesItsBranch() throws {
  let sample = try SampleRun()
  let landed = try sample.land(try sample.draft())
  let run = try sample.store.run(landed.commit.hex)
  try sample.store.markMirrored(run)
  try sample.store.markMirrored(run)
  #expect(try RunMark.mirrored.commits(in: sample.store) == [run.id])
  let mark = RunMark.mirrored.reference(of: run.id)
  #expect(RunMark.mirrored.commit(of: mark) == run.id)
  #expect(RunMark.mirrored.commit(of: "refs/lora/withdrawn/\(run.id)") == nil)

  try sample.temporary.git("update-ref", "-d", landed.branch)
  try sample.temporary.git("reflog", "expire", "--expire=now", "--all")
  try sample.temporary.git("gc", "-q", "--prune=now")
  #expect(try sample.temporary.git("cat-file", "-t", run.id.hex).line == "commit")

  try sample.temporary.git("update-ref", "-d", mark)
  try sample.temporary.git("gc", "-q", "--prune=now")
  #expect(throws: TemporaryRepository.Failure.self) {
    try sample.temporary.git("cat-file", "-t", run.id.hex)
  }
}
