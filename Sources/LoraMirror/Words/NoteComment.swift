import LoraReport

/// A comment that explains what was done or left, and what people can do about it.
public enum NoteComment: Sendable, Equatable {
  /// A field holds what somebody typed.
  case fieldOfAPerson(field: String, holds: String, wanted: String)
  /// A field holds a commit that no one here knows.
  case unknownCommit(field: String, holds: String, wanted: String)
  case storageFull(waiting: [String])
  /// An upload arrived damaged and cannot be deleted.
  case brokenUpload(name: String, replacement: String)
  /// ClickUp does not take a file, and why; where it is all the same.
  case refusedUpload(name: String, bytes: Int, cause: String, recorded: String?)
  case withdrawn(run: String, commit: String)
  case restored(run: String, commit: String)

  public var text: String {
    switch self {
    case .fieldOfAPerson(let field, let holds, let wanted):
      "The field “\(Quoted.line(field, limit: 80))” holds “\(Quoted.line(holds))”, which somebody "
        + "wrote there, so it is left as it is. The value of this run would be:\n"
        + "\(Quoted.line(wanted))\nEmpty the field to have it filled in again."
    case .unknownCommit(let field, let holds, let wanted):
      "The field “\(Quoted.line(field, limit: 80))” names \(Quoted.line(holds)), which is no run "
        + "that this repository knows, so it is left as it is. The value of this run would be:\n"
        + "\(Quoted.line(wanted))\n"
        + "If the other run is older: git lora fetch, then git lora sync. Or empty the field."
    case .storageFull(let waiting):
      "ClickUp's storage is full: \(Self.list(waiting)) could not be attached. Nothing is lost: "
        + "the files are recorded with the run, and git lora sync attaches them once there is room."
    case .brokenUpload(let name, let replacement):
      "“\(Quoted.line(name))” arrived damaged and cannot be taken back: please use "
        + "“\(Quoted.line(replacement))” and delete the other one."
    case .refusedUpload(let name, let bytes, let cause, let recorded):
      "“\(Quoted.line(name))” (\(Quantity.bytes(bytes))) could not be attached: "
        + "\(Quoted.line(cause)). "
        + (recorded.map { "It is recorded with the run: \(Quoted.line($0))." }
          ?? "It is kept where the run was trained.")
    case .withdrawn(let run, let commit):
      "The run “\(Quoted.line(run, limit: 80))” (\(commit)) was withdrawn: please do not use its "
        + "files any more. It stays recorded and can be restored."
    case .restored(let run, let commit):
      "The run “\(Quoted.line(run, limit: 80))” (\(commit)) was restored and can be used again."
    }
  }

  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(6).map { Quoted.line($0, limit: 80) }.joined(separator: ", ")
    return names.count > 6 ? "\(shown) and \(names.count - 6) more files" : shown
  }
}
