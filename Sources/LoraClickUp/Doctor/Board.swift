/// One list as it is.
struct Board {
  let list: TaskList
  let fields: [CustomField]
  /// The open ones.
  let tasks: [ClickUpTask]

  func checkPermission(_ report: inout DoctorReport) {
    let name = "list '\(list.name)' (\(list.id))"
    switch list.permission {
    case "read", "comment":
      report.add(
        .problem, .list, "the token may only \(list.permission ?? "") in the \(name)",
        hint: "give its user the right to edit there")
    case "edit":
      report.add(
        .warning, .list, "the token may edit in the \(name), but not make tasks",
        hint: "git lora task new needs the right to create")
    default: report.add(.ok, .list, name)
    }
  }
}
