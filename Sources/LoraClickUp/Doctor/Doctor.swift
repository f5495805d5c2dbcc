/// Holds a team's settings against its board. Reads only: nothing is spent, nobody is told.
public struct Doctor {
  private let service: any ClickUpService
  private let expected: BoardExpectations

  public init(service: any ClickUpService, expected: BoardExpectations) {
    self.service = service
    self.expected = expected
  }

  /// Everything that can be looked at. What passes by itself (no network, too many calls) is thrown:
  /// half a report would read as a whole one.
  public func examine() throws(ClickUpError) -> DoctorReport {
    var report = DoctorReport()
    guard
      let user = try look(
        &report, .token,
        at: { () throws(ClickUpError) in
          try service.user()
        })
    else { return report }
    report.add(.ok, .token, "the token is \(user.words)'s")
    let workspaces = try workspaces(of: user, &report)
    let boards = try boards(
      expected.lists.isEmpty ? try proposeList(of: workspaces, &report) : expected.lists, &report)
    let examination = BoardExamination(expected: expected, boards: boards)
    examination.checkStatuses(&report)
    examination.checkFields(&report)
    try checkPlan(of: workspaces, boards, &report)
    PeopleExamination(expected: expected, boards: boards, user: user).check(&report)
    report.missingSettings = examination.missingSettings
    return report
  }

  private func workspaces(of user: ClickUpUser, _ report: inout DoctorReport) throws(ClickUpError)
    -> [Workspace]
  {
    let workspaces =
      try look(&report, .workspace) { () throws(ClickUpError) in try service.workspaces() } ?? []
    for workspace in workspaces {
      let role = workspace.members.first { $0.user.id == user.id }?.role
      if role == .guest {
        report.add(
          .warning, .workspace,
          "in the workspace '\(workspace.name)' (\(workspace.id)) the token's "
            + "user is a guest and sees only what is shared with guests",
          hint: "share the list with edit rights, or use a member's token")
      } else {
        report.add(.ok, .workspace, "workspace '\(workspace.name)' (\(workspace.id))")
      }
    }
    return workspaces
  }

  /// Which list is meant is for a person to say; where the token sees but one, that is proposed.
  private func proposeList(of workspaces: [Workspace], _ report: inout DoctorReport)
    throws(ClickUpError) -> [String]
  {
    var lists: [ListPlace] = []
    for workspace in workspaces {
      lists +=
        try look(&report, .list, orElse: .ok) { () throws(ClickUpError) in
          try service.lists(ofWorkspace: workspace.id)
        } ?? []
    }
    let names = lists.map { "\($0.id) '\($0.name)' (\($0.place))" }.joined(separator: ", ")
    report.add(
      .problem, .list, "clickup.list is not set",
      hint: "its number stands in the list's address in ClickUp: …/v/li/901200000001"
        + (names.isEmpty ? "" : "; this token sees \(names)"))
    return lists.count == 1 ? [lists[0].id] : []
  }

  private func boards(_ lists: [String], _ report: inout DoctorReport) throws(ClickUpError)
    -> [Board]
  {
    var boards: [Board] = []
    for id in lists {
      let board = try look(&report, .list) { () throws(ClickUpError) in
        Board(
          list: try service.list(id), fields: try service.fields(ofList: id),
          tasks: try service.tasks(inList: id, includingClosed: false))
      }
      guard let board else { continue }
      board.checkPermission(&report)
      boards.append(board)
    }
    return boards
  }

  /// The plan's name is told for nothing; how much of it is used up is not told at all.
  private func checkPlan(
    of workspaces: [Workspace], _ boards: [Board], _ report: inout DoctorReport
  ) throws(ClickUpError) {
    let owners = Set(boards.flatMap { $0.tasks.compactMap(\.workspace) })
    let concerned = workspaces.filter { workspaces.count == 1 || owners.contains($0.id) }
    for workspace in concerned {
      let plan = try look(&report, .plan, orElse: .ok) { () throws(ClickUpError) in
        try service.plan(ofWorkspace: workspace.id)
      }
      guard case let plan?? = plan else { continue }
      if plan.lowercased().contains("free") {
        report.add(
          .warning, .plan, "the plan '\(plan)' allows 60 changes of custom fields, for ever",
          hint: "git-lora writes only what changed, and a comment once they are used up")
      } else {
        report.add(.ok, .plan, "plan '\(plan)'")
      }
    }
  }

  /// What `call` gives; nil when it is refused, which then stands in the report.
  private func look<Value>(
    _ report: inout DoctorReport, _ topic: DoctorReport.Topic,
    orElse level: DoctorReport.Level = .problem, at call: () throws(ClickUpError) -> Value
  ) throws(ClickUpError) -> Value? {
    do { return try call() } catch {
      if error.isPassing { throw error }
      report.add(level, topic, "\(error)", hint: error.hint)
      return nil
    }
  }
}

extension ClickUpUser {
  /// The name, and the number that tells two of one name apart.
  public var words: String { name.map { "\($0) (\(id))" } ?? "user \(id)" }
}
