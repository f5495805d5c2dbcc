import LoraSharing
import Testing

@Suite struct PushAnswerTests {
  @Test func readsWhatGitSaysOfEachReference() {
    let answers = PushAnswer.parse(
      """
      To file:///remote.git
      *\t1234:refs/heads/runs/new\t[new branch]
       \t1234:refs/heads/runs/on\tabc..def
      =\t1234:refs/heads/runs/same\t[up to date]
      -\t:refs/lora/withdrawn/1234\t[deleted]
      !\t1234:refs/heads/runs/late\t[rejected] (fetch first)
      !\t1234:refs/heads/runs/no\t[remote rejected] (pre-receive hook declined)
      Done

      """)
    #expect(answers.count == 6)
    #expect(answers.values.filter(\.isAccepted).count == 4)
    #expect(answers["refs/lora/withdrawn/1234"]?.isAccepted == true)
    #expect(answers["refs/heads/runs/late"]?.isOvertaken == true)
    #expect(answers["refs/heads/runs/no"]?.isOvertaken == false)
    #expect(
      answers["refs/heads/runs/no"]?.words == "[remote rejected] (pre-receive hook declined)")
  }
}

@Test func answersToBothNormalisationsAreKept() {
  let (composed, decomposed) = ("refs/heads/runs/caf\u{E9}", "refs/heads/runs/cafe\u{301}")
  let answers = PushAnswer.parse(
    "*\t\(composed):\(composed)\t[new branch]\n!\t\(decomposed):\(decomposed)\t[rejected] (fetch first)\n"
  )
  #expect(answers[composed]?.isAccepted == true)
  #expect(answers[decomposed]?.isAccepted == false)
}
