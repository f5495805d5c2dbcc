/// Names of statuses and fields in the settings, against those of the lists.
struct BoardExamination {
  let expected: BoardExpectations
  let boards: [Board]

  func checkStatuses(_ report: inout DoctorReport) {
    for role in StatusRole.allCases {
      guard let name = expected.statuses[role] else {
        report.add(
          .ok, .statuses, "clickup.statuses.\(role.rawValue) is not set: the status is left alone")
        continue
      }
      for board in boards { check(name, for: role, in: board, &report) }
    }
  }

  private func check(
    _ name: String, for role: StatusRole, in board: Board, _ report: inout DoctorReport
  ) {
    let names = board.list.statuses.map(\.name)
    let key = "clickup.statuses.\(role.rawValue)"
    guard let status = board.list.statuses.first(where: { $0.name == name }) else {
      let nearest = NameCloseness.nearest(to: [name], among: names)
      return report.add(
        .problem, .statuses, "\(key): the list '\(board.list.name)' has no status '\(name)'",
        hint: (nearest.map { "did you mean '\($0)'? It has " } ?? "it has ")
          + names.map { "'\($0)'" }.joined(separator: ", "))
    }
    guard !status.isFinal else {
      return report.add(
        .problem, .statuses, "\(key): '\(name)' closes the task in the list '\(board.list.name)'",
        hint: "only people close tasks; name an open status")
    }
    report.add(.ok, .statuses, "\(key): '\(name)' in the list '\(board.list.name)'")
  }

  func checkFields(_ report: inout DoctorReport) {
    for field in expected.fields {
      for board in boards { check(field, in: board, &report) }
    }
  }

  private func check(_ wanted: ExpectedField, in board: Board, _ report: inout DoctorReport) {
    let called = wanted.names.map { "'\($0)'" }.joined(separator: " or ")
    let place = "the list '\(board.list.name)'"
    let key = "clickup.fields.\(wanted.key)"
    let kinds = wanted.use.kinds.joined().map(\.name).joined(separator: ", ")
    switch FieldLookup(named: wanted.names, for: wanted.use, among: board.fields) {
    case .found(let field):
      report.add(
        .ok, .fields, "\(key): '\(field.name)' (\(field.kind.name), \(field.id)) in \(place)")
    case .missing:
      report.add(
        wanted.name == nil ? .warning : .problem, .fields,
        "\(key): \(place) has no field \(called)",
        hint: "make one of that name in ClickUp; it has " + Self.words(board.fields))
    case .otherKind(let fields):
      report.add(
        .problem, .fields, "\(key): in \(place) \(called) is " + Self.words(fields),
        hint: "make one of that name in ClickUp, of one of these types: \(kinds)")
    case .several(let fields):
      report.add(
        .problem, .fields, "\(key): \(place) has several fields \(called): " + Self.words(fields),
        hint: "rename all but one of them in ClickUp")
    }
  }

  private static func words(_ fields: [CustomField]) -> String {
    let words = fields.map { "'\($0.name)' (\($0.kind.name), \($0.id))" }
    return words.isEmpty ? "no fields" : words.joined(separator: ", ")
  }
}

extension BoardExamination {
  /// What `.lorarc` lacks. A status is proposed when the list has one that is like what others call
  /// it; where there is none, the names that there are stand in a comment.
  var missingSettings: [String] {
    let lines = missingList + missingStatuses + missingFields
    return lines.isEmpty ? [] : ["clickup:"] + lines
  }

  private var missingList: [String] {
    guard expected.lists.isEmpty else { return [] }
    let only = boards.first?.list
    return [
      "  list: \(Self.quoted(only?.id ?? ""))   # \(only?.name ?? "the number in its address")"
    ]
  }

  private var missingStatuses: [String] {
    // A name must be there in every list.
    let open = boards.map { Set($0.list.statuses.filter { !$0.isFinal }.map(\.name)) }
    let names = boards.first?.list.statuses.map(\.name).filter { name in
      open.allSatisfy { $0.contains(name) }
    }
    guard let names, !names.isEmpty else { return [] }
    let lines = StatusRole.allCases.filter { expected.statuses[$0] == nil }.map { role in
      let proposal = NameCloseness.nearest(to: role.usualNames, among: names)
      return proposal.map { "    \(role.rawValue): \(Self.quoted($0))" }
        ?? "    # \(role.rawValue): one of \(names.map(Self.quoted).joined(separator: ", "))"
    }
    return lines.isEmpty ? [] : ["  statuses:"] + lines
  }

  private var missingFields: [String] {
    let lines = expected.fields.filter { $0.name == nil }.compactMap { wanted in
      let found = boards.map {
        FieldLookup(named: wanted.names, for: wanted.use, among: $0.fields)
      }
      guard case .found(let field)? = found.first,
        found.allSatisfy({ if case .found = $0 { true } else { false } })
      else { return nil as String? }
      return "    \(wanted.key): \(Self.quoted(field.name))"
    }
    return lines.isEmpty ? [] : ["  fields:"] + lines
  }

  private static func quoted(_ text: String) -> String { JSON.text(text).compactText }
}
