import LoraClickUp
import LoraMirror
import Testing

private func lines(_ blocks: [CommentBlock]) -> [String] {
  var lines = [""]
  for block in blocks {
    switch block {
    case .text(let text, _): lines[lines.count - 1] += text
    case .link(let text, _): lines[lines.count - 1] += text
    case .mention(let id): lines[lines.count - 1] += "@\(id)"
    case .lineEnd: lines.append("")
    }
  }
  return lines
}

@Test func aFailureCallsPeopleAndShowsTheEndOfTheLog() {
  let log = (1...20).map { "line \($0)\n" }.joined() + "\n  \nKilled\n"
  let blocks = AlertComment(
    title, .failure(reason: "signal 9", log: log), progress: progress(to: 42), people: [7, 8]
  ).blocks
  let lines = lines(blocks)
  #expect(lines[0] == "@7 @8 Training “cyberpunk” has failed")
  #expect(lines[1] == "signal 9")
  #expect(lines[2] == "Step 42 of 100, loss 2.49 → 2.08")
  #expect(lines[3] == "line 10")
  #expect(lines[14] == "Killed")
  #expect(blocks.filter { $0 == .lineEnd(.codeBlock) }.count == 12)
  #expect(blocks.last == .lineEnd())
}

@Test(arguments: [
  (AlertComment.Cause.pause(reason: "disk full"), "is paused", "disk full"),
  (.plateau(message: "no progress for 200 steps"), "no longer gets better", "200 steps"),
  (.hotGPU(celsius: 91.5), "too hot", "91.5 °C on box"),
])
func theOtherAlertsSayWhatToDo(_ cause: AlertComment.Cause, _ head: String, _ body: String) {
  let blocks = AlertComment(title, cause, progress: progress(to: 5), people: []).blocks
  let lines = lines(blocks)
  #expect(lines[0].hasSuffix(head))
  #expect(lines[1].contains(body))
  #expect(lines.count == 5)
}

@Test func noTextOfTheTrainerActsInAnAlert() {
  let evil = "\u{1B}[2J\u{202E}a\r\nb"
  let causes: [AlertComment.Cause] = [
    .failure(reason: evil, log: evil), .pause(reason: evil), .plateau(message: evil),
  ]
  for cause in causes {
    let blocks = AlertComment(title, cause, progress: progress(to: 1), people: [1]).blocks
    #expect(lines(blocks).allSatisfy { isPrintable($0) && !$0.contains("\n") })
  }
}

@Test func theTeamsChoiceGoesBeforeTheAssignees() {
  let assignees = [ClickUpUser(id: 5, name: nil), ClickUpUser(id: 5, name: "x")]
  #expect(AlertComment.people(notify: ["12", "12", "3"], assignees: assignees) == [12, 3])
  #expect(AlertComment.people(notify: [], assignees: assignees) == [5])
  #expect(AlertComment.people(notify: ["not-a-number"], assignees: assignees) == [5])
}
