/// Who would hear of a failed run. ClickUp tells nobody of what they did themselves, and what
/// git-lora does is done by the token's user.
struct PeopleExamination {
  let expected: BoardExpectations
  let boards: [Board]
  let user: ClickUpUser

  func check(_ report: inout DoctorReport) {
    guard !boards.isEmpty else { return }
    let assigned = boards.flatMap(\.tasks).flatMap { $0.assignees + [$0.creator].compactMap { $0 } }
    let others = Set(expected.notify + assigned.map(\.id)).subtracting([user.id])
    if others.isEmpty {
      report.add(
        .warning, .people, "nobody but the token's user would be told of anything",
        hint: "clickup.notify: [ids], assign the tasks, or use a token of a user made for git-lora")
    } else {
      report.add(
        .ok, .people,
        "told of trouble: the task's assignees"
          + (expected.notify.isEmpty
            ? "" : ", and " + expected.notify.map { "user \($0)" }.joined(separator: ", ")))
    }
  }
}
