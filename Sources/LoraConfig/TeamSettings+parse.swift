import LoraNames
public import LoraYAML

extension TeamSettings {
  /// Reads `.lorarc`; empty bytes give the defaults. All problems come at once; the settings are
  /// nil when one of them is an error.
  public static func parse(bytes: [UInt8], file: String = ".lorarc") -> (
    settings: TeamSettings?, diagnostics: [Diagnostic]
  ) {
    if let pointer = Diagnostic(pointerIn: bytes, file: file) { return (nil, [pointer]) }
    let document = YAMLDocument.parse(bytes, file: file)
    var reader = TableReader(document, table: ConfigKey.team)
    reader.read()
    let values = Values(reader.entries)
    let trainers = reader.names(below: "trainers").map { TrainerDefinition(name: $0, values) }
    let clickup = reader.sections.contains("clickup") ? ClickUpSettings(values) : nil
    let settings = TeamSettings(
      values,
      trainers: NameMap(trainers.map { ($0.name, $0) }),
      clickup: clickup)
    let rules = document.isComplete ? TeamRules(settings, reader).problems() : []
    let found = (reader.diagnostics + rules).inFileOrder.prefix(YAMLLimits().problems)
    return (found.hasErrors ? nil : settings, Array(found))
  }

  /// Values by path, with the table's defaults behind them.
  struct Values {
    private let entries: NameMap<TableReader.Entry>

    init(_ entries: NameMap<TableReader.Entry> = [:]) { self.entries = entries }

    subscript(path: String) -> ConfigValue? {
      if let entry = entries[path] { return entry.value }
      let row = ConfigKey.team.first { $0.name == path }
      if case .value(let value) = row?.standard { return value }
      return nil
    }

    func text(_ path: String) -> String? {
      if case .text(let text) = self[path] { text } else { nil }
    }

    func list(_ path: String) -> [String] {
      if case .list(let items) = self[path] { items } else { [] }
    }

    func integer(_ path: String) -> Int {
      if case .integer(let number) = self[path] { number } else { 0 }
    }

    func boolean(_ path: String) -> Bool { self[path] == .boolean(true) }

    func map(_ path: String) -> [String: String] {
      if case .map(let pairs) = self[path] { pairs } else { [:] }
    }

    var mappedFields: [MappedField] {
      let section = "clickup.fields."
      return entries.keys.compactMap { path in
        guard let source = path.rest(after: section).flatMap(MappedField.Source.init(key:)) else {
          return nil
        }
        return text(path).map { MappedField(source, name: $0) }
      }.sorted { $0.source.key < $1.source.key }
    }
  }

  init(_ values: Values, trainers: NameMap<TrainerDefinition>, clickup: ClickUpSettings?) {
    project = values.text("project")
    configs = values.list("configs")
    branch = values.text("branch") ?? ""
    output = values.text("output") ?? ""
    trainer = values.text("trainer") ?? ""
    self.trainers = trainers
    self.clickup = clickup
  }
}

extension ClickUpSettings {
  init(_ values: TeamSettings.Values) {
    lists = values.text("clickup.list").map { [$0] } ?? values.list("clickup.lists")
    statuses = Statuses(
      running: values.text("clickup.statuses.running"),
      review: values.text("clickup.statuses.review"),
      paused: values.text("clickup.statuses.paused"),
      failed: values.text("clickup.statuses.failed"))
    fields = Fields(
      version: values.text("clickup.fields.version"),
      storage: values.text("clickup.fields.storage"), others: values.mappedFields)
    report = Report(rawValue: values.text("clickup.report") ?? "") ?? .update
    reportEpochs = values.integer("clickup.report_epochs")
    notify = values.list("clickup.notify")
    attachLimit = values.integer("clickup.attach_limit")
    required = values.boolean("clickup.required")
    link = values.text("clickup.link")
    description = values.boolean("clickup.description")
  }
}
