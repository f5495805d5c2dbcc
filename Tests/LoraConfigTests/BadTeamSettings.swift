import LoraConfig
import LoraYAML
import Testing

/// A `.lorarc` that must be refused, where, and with which words.
struct BadTeamSettings: CustomTestStringConvertible, Sendable {
  let text: String
  let line: Int
  let column: Int
  let words: [String]

  init(_ text: String, _ line: Int, _ column: Int, _ words: String...) {
    self.text = text
    self.line = line
    self.column = column
    self.words = words
  }

  var testDescription: String { String(text.suffix(60)).printable }

  static let all: [BadTeamSettings] = [
    BadTeamSettings("projct: x", 1, 1, "unknown key 'projct'", "'project'"),
    BadTeamSettings("monitor: {}", 1, 1, "unknown key 'monitor'"),
    BadTeamSettings("storage:\n  kind: minio", 1, 1, "unknown key 'storage'"),
    BadTeamSettings("roles: {admin: [1]}", 1, 1, "unknown key 'roles'"),
    BadTeamSettings("clickup_token: pk", 1, 1, "CLICKUP_TOKEN"),
    BadTeamSettings("clickup:\n  token: pk", 2, 3, "'token' in 'clickup'", "CLICKUP_TOKEN"),
    BadTeamSettings("clickup:\n  url: https://x", 2, 3, "unknown key 'url' in 'clickup'"),
    BadTeamSettings("clickup: 5", 1, 10, "'clickup'", "not 5"),
    BadTeamSettings("clickup: [a]", 1, 10, "'clickup'", "a list"),
    BadTeamSettings("clickup:\n  statuses:\n    runing: x", 3, 5, "clickup.statuses", "'running'"),
    BadTeamSettings("clickup:\n  statuses: on", 2, 13, "clickup.statuses"),
    BadTeamSettings("clickup:\n  fields: {versoin: x}", 2, 12, "'version'"),
    BadTeamSettings("clickup:\n  fields: {lora_rnak: x}", 2, 12, "'lora_rank'"),
    BadTeamSettings("clickup:\n  fields: {loss: [x]}", 2, 18, "clickup.fields.loss", "a list"),
    BadTeamSettings("clickup:\n  fields: {<key>: x}", 2, 12, "unknown key '<key>'"),
    BadTeamSettings("clickup:\n  fields: {r: x, lora_rank: y}", 2, 15, "same key"),
    BadTeamSettings("clickup:\n  fields: {loss: x, seed: x}", 2, 27, "same custom field 'x'"),
    BadTeamSettings("clickup:\n  link: https://a:b@h/{commit}/{path}", 2, 9, "password"),
    BadTeamSettings("clickup:\n  report: updates", 2, 11, "update, append", "'update'"),
    BadTeamSettings("clickup:\n  report_epochs: 0", 2, 18, "1 to"),
    BadTeamSettings("clickup:\n  notify: []", 2, 11, "is empty"),
    BadTeamSettings("clickup:\n  notify: [a b]", 2, 12, "an id"),
    BadTeamSettings("clickup:\n  attach_limit: big", 2, 17, "50 MB", "big"),
    BadTeamSettings("clickup:\n  attach_limit: 0", 2, 17, "50 MB"),
    BadTeamSettings("clickup:\n  attach_limit: 5 XB", 2, 17, "50 MB"),
    BadTeamSettings("clickup:\n  required: 'yes'", 2, 13, "true or false"),
    BadTeamSettings("clickup:\n  link: host/{commit}/{path}", 2, 9, "{commit} and {path}"),
    BadTeamSettings("clickup:\n  link: https://host/", 2, 9, "{commit} and {path}"),
    BadTeamSettings("clickup:\n  list: 1\n  lists: [2]", 3, 10, "both"),
    BadTeamSettings("clickup:\n  list: {a: 1}", 2, 9, "an id"),
    BadTeamSettings("configs: []", 1, 10, "configs", "empty"),
    BadTeamSettings("configs: ['']", 1, 11, "empty"),
    BadTeamSettings("configs: ['!a.yaml']", 1, 10, "'!a.yaml'"),
    BadTeamSettings("configs: ['../x/*.yaml']", 1, 10, "'../x/*.yaml'"),
    BadTeamSettings("configs: [a, a]", 1, 14, "twice"),
    BadTeamSettings("branch: runs", 1, 9, "{name}", "exactly once"),
    BadTeamSettings("branch: '{name}/{name}'", 1, 9, "exactly once"),
    BadTeamSettings("branch: 'runs//{name}'", 1, 9, "Git allows no branch"),
    BadTeamSettings("branch: 'runs/{name}.lock'", 1, 9, "Git allows no branch"),
    BadTeamSettings("branch: 'a b/{name}'", 1, 9, "Git allows no branch"),
    BadTeamSettings("branch: 'refs/heads/{name}'", 1, 9, "Git allows no branch"),
    BadTeamSettings("branch: '-x{name}'", 1, 9, "Git allows no branch"),
    BadTeamSettings("branch: {name}", 1, 9, "branch name", "a map"),
    BadTeamSettings("output: /tmp/x", 1, 9, "below the top"),
    BadTeamSettings("output: ../x", 1, 9, "below the top"),
    BadTeamSettings("output: .", 1, 9, "below the top"),
    BadTeamSettings("output: .git", 1, 9, "outside .git"),
    BadTeamSettings("output: ''", 1, 9, "empty"),
    BadTeamSettings("project: a/b", 1, 10, "without '/'"),
    BadTeamSettings("project: 7", 1, 10, "text", "quotes"),
    BadTeamSettings("trainer: diffuser", 1, 10, "does not define", "lora-train"),
    BadTeamSettings("trainer: lora_train", 1, 10, "did you mean 'lora-train'"),
    BadTeamSettings("trainers:\n  a: {}", 2, 6, "'trainers.a' has no 'command'"),
    BadTeamSettings("trainers:\n  a: python x", 2, 6, "'trainers.a'"),
    BadTeamSettings("trainers:\n  a:\n    command: python train.py", 3, 14, "{config}"),
    BadTeamSettings("trainers:\n  a:\n    command: \"x '{config}\"", 3, 14, "never closed"),
    BadTeamSettings("trainers:\n  a:\n    command: [x]", 3, 14, "a list"),
    BadTeamSettings("trainers:\n  a:\n    command: 'x {config}\\'", 3, 14, "lone"),
    BadTeamSettings("trainers:\n  a:\n    comand: x", 3, 5, "'comand' in 'trainers.a'", "command"),
    BadTeamSettings("trainers:\n  a b: {command: 'x {config}'}", 2, 3, "usable name"),
    BadTeamSettings(
      "trainers:\n  lora-train: {command: 'x {config}'}", 2, 25, "built-in trainer"),
    BadTeamSettings(
      "trainers:\n  a: {command: 'x {config}', collect: ['!x']}", 2, 39, "'!x'"),
    BadTeamSettings(
      "trainers:\n  a: {command: 'x {config}', environment: {A B: x}}", 2, 44, "'A B'"),
    BadTeamSettings(
      "trainers:\n  a: {command: 'x {config}', environment: {GIT_LORA_STOP: x}}", 2, 44,
      "GIT_LORA_STOP"),
    BadTeamSettings(
      "trainers:\n  a: {command: 'x {config}', environment: {CLICKUP_TOKEN: x}}", 2, 44,
      "CLICKUP_TOKEN"),
    BadTeamSettings(
      "trainers:\n  a: {command: 'x {config}', environment: [A]}", 2, 43, "environment variables"),
    BadTeamSettings("project: a\nproject: b", 2, 1, "duplicate key 'project'"),
    BadTeamSettings("- a", 1, 1, "`key: value` lines"),
    BadTeamSettings("project: a\n\tx: 1", 2, 1, "tab"),
    BadTeamSettings("project: a\n---\nproject: b", 2, 1, "second document"),
  ]
}

@Test(arguments: BadTeamSettings.all) func badSettingsAreRefused(_ bad: BadTeamSettings) {
  let (settings, diagnostics) = TeamSettings.parse(bytes: Array(bad.text.utf8))
  #expect(settings == nil)
  let matches = diagnostics.filter { found in
    let said = found.message + " " + (found.hint ?? "")
    return found.line == bad.line && found.column == bad.column && found.file == ".lorarc"
      && bad.words.allSatisfy(said.contains)
  }
  #expect(!matches.isEmpty, "\(diagnostics.map { $0.rendered() }.joined(separator: "\n"))")
  #expect(diagnostics.count == 1)
}
