extension ClickUpClient {
  public func setField(_ field: String, of id: TaskID, to value: FieldInput) throws(ClickUpError) {
    try connection.tell(
      APICall(.post, task: id, ["field", field], json: .object(value.members)))
  }

  public func upload(_ file: UploadedFile, to id: TaskID) throws(ClickUpError) -> TaskAttachment {
    try connection.ask(
      APICall(.post, task: id, ["attachment"], file: file, repeatable: false),
      AttachmentAnswer.self
    ).attachment(onTask: nil)
  }
}

extension FieldInput {
  /// `value`, and beside a date that its time counts.
  var members: [String: JSON] {
    switch self {
    case .text(let text): ["value": .text(text)]
    case .number(let number): ["value": Int(exactly: number).map { .whole($0) } ?? .number(number)]
    case .flag(let flag): ["value": .flag(flag)]
    case .option(let id): ["value": .text(id)]
    case .options(let ids): ["value": .list(ids.map { .text($0) })]
    case .date(let time): ["value": .whole(time), "value_options": ["time": true]]
    }
  }
}
