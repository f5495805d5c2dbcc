import LoraExperiment
import LoraNames
import LoraYAML

/// What must hold between the keys of `.lorarc`, and of values that the table's types do not see
/// through.
struct TeamRules {
  private let settings: TeamSettings
  private let reader: TableReader

  init(_ settings: TeamSettings, _ reader: TableReader) {
    self.settings = settings
    self.reader = reader
  }

  func problems() -> [Diagnostic] {
    [unknownTrainer(), reservedTrainer(), outputRoot(), projectName(), twoLists(), link()]
      .compactMap { $0 } + patterns() + fields()
  }

  private func complain(about path: String, _ message: String, hint: String? = nil) -> Diagnostic? {
    reader.entries[path].map {
      reader.source.diagnostic(at: $0.node.start, length: $0.node.length, message, hint: hint)
    }
  }

  private func unknownTrainer() -> Diagnostic? {
    let names = [TeamSettings.builtInTrainer] + reader.names(below: "trainers")
    guard !names.hold(settings.trainer) else { return nil }
    let nearest = NearestName.of(settings.trainer, among: names)
    return complain(
      about: "trainer", "'trainer' names '\(settings.trainer)', which 'trainers' does not define",
      hint: nearest.map { "did you mean '\($0)'?" } ?? "there is " + names.joined(separator: ", "))
  }

  private func reservedTrainer() -> Diagnostic? {
    complain(
      about: "trainers.\(TeamSettings.builtInTrainer).command",
      "'\(TeamSettings.builtInTrainer)' is the built-in trainer and cannot be redefined",
      hint: "give this one another name")
  }

  private func outputRoot() -> Diagnostic? {
    let parts = OutputFolder.normalised(settings.output)
    let isBelowTop = !settings.output.begins(with: "/") && parts.first != ".."
    guard !isBelowTop || OutputFolder.problem(inSpelling: settings.output) != nil else {
      return nil
    }
    return complain(
      about: "output", "'output' must be a folder below the top of the working tree, outside .git",
      hint: "for example output")
  }

  private func projectName() -> Diagnostic? {
    guard let project = settings.project, project.holds("/") || project.begins(with: ".") else {
      return nil
    }
    return complain(about: "project", "'project' is a name, without '/' and not hidden")
  }

  private func twoLists() -> Diagnostic? {
    guard reader.entries["clickup.list"] != nil else { return nil }
    return complain(
      about: "clickup.lists", "'clickup.list' and 'clickup.lists' both name lists",
      hint: "keep 'lists'")
  }

  private func link() -> Diagnostic? {
    guard let link = settings.clickup?.link else { return nil }
    let isAddress = link.begins(with: "https://") || link.begins(with: "http://")
    let host = link.drop { $0 != ":" }.dropFirst(3).prefix { $0 != "/" }
    if isAddress, host.contains("@") {
      return complain(
        about: "clickup.link", "'clickup.link' holds a user name or password, and it is published",
        hint: "for example https://host/{commit}/{path}")
    }
    guard !isAddress || !link.contains("{commit}") || !link.contains("{path}") else { return nil }
    return complain(
      about: "clickup.link", "'clickup.link' must be an address with {commit} and {path} in it",
      hint: "for example https://host/{commit}/{path}")
  }

  private func patterns() -> [Diagnostic] {
    let paths = ["configs"] + reader.names(below: "trainers").map { "trainers.\($0).collect" }
    return paths.compactMap { path in
      guard case .list(let patterns) = reader.entries[path]?.value,
        let bad = patterns.first(where: { !Glob.isUsable($0) })
      else { return nil }
      return complain(
        about: path, "'\(path)' has a pattern that can match nothing here: '\(bad.shortened)'",
        hint: "patterns as in .gitignore, without '!' and '..', as in configs/**/*.yaml")
    }
  }

  /// Two values for one field would take turns; so would one value under two spellings.
  private func fields() -> [Diagnostic] {
    let section = "clickup.fields."
    var fields: [String: String] = [:]
    var sources: [MappedField.Source: String] = [:]
    return reader.entries.names.compactMap { path in
      guard let key = path.rest(after: section),
        case .text(let field) = reader.entries[path]?.value
      else { return nil }
      if let other = fields.updateValue(key, forKey: field) {
        return complain(
          about: path, "'\(other)' and '\(key)' name the same custom field '\(field.shortened)'")
      }
      guard let source = MappedField.Source(key: key),
        let other = sources.updateValue(key, forKey: source)
      else { return nil }
      return complain(about: path, "'\(other)' and '\(key)' are the same key", hint: "keep one")
    }
  }
}
