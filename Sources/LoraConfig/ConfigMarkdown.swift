extension ConfigKey {
  /// `docs/config.md`, from the tables that validate.
  public static func markdown() -> String {
    introduction + table(run) + teamIntroduction + table(team) + ending
  }

  private static let introduction = """
    # Configuration

    <!-- Made from the tables in Sources/LoraConfig; change them, then run the tests with
         LORA_UPDATE_SNAPSHOTS=1. -->

    Two files. A run's config says everything about one training; `.lorarc` says what a team agreed
    on once. Both are YAML 1.2, UTF-8, one document. `git lora validate` checks them, and so does
    the pre-push hook; `git lora config schema` prints a JSON Schema for editors.

    - Numbers are YAML 1.2: `2e-4` is a number, `1_000` is not, `yes` and `no` are text.
    - Unknown keys, keys given twice (also under two spellings) and impossible values are errors,
      reported all at once with line, column and the nearest valid name.
    - With another trainer than `lora-train`, a config may be in that trainer's own dialect (axolotl,
      LLaMA-Factory, …): keys that git-lora does not have are passed on, with a warning; a slip in one of
      its own stays an error unless other keys show whose file it is.
    - Relative paths are relative to the top of the working tree.
    - Names are bytes: `é` as one code point and as two make two names. A config or data file whose name is
      not UTF-8 is refused.
    - A config may be a symbolic link: `run`, `validate` and the hook read what it leads to, under the
      link's own name. In a push it has to lead to a file of the same commit to be checked.
    - `null` means the same as leaving the key out.
    - `-s key=value` on the command line overrides a key and is recorded with the run.
      `-s max_steps=…` also replaces `epochs`, and the other way round.
    - Secrets never stand in a file. The ClickUp token comes from `CLICKUP_TOKEN` or from
      `git credential`.

    ## A run's config


    """

  private static let teamIntroduction = """

    ## .lorarc

    Every key is optional. `git lora init` writes the file with every key as a comment.


    """

  private static let ending = """

    A file handed to another trainer keeps the keys and their spelling, but writes numbers so that
    PyYAML reads them as numbers: PyYAML takes `2e-4` for text and `0.0002` for a number.

    """

  private static func table(_ keys: [ConfigKey]) -> String {
    "| key | value | default | what it does |\n| --- | --- | --- | --- |\n"
      + keys.map { $0.markdownRow + "\n" }.joined()
  }

  private var markdownRow: String {
    var notes = [help]
    if !tasks.isEmpty { notes.append("For " + tasks.map(\.rawValue).joined(separator: ", ") + ".") }
    if let insteadOf { notes.append("Instead of `\(insteadOf)`.") }
    if !aliases.isEmpty {
      notes.append("Also: " + aliases.map { "`\($0)`" }.joined(separator: ", ") + ".")
    }
    let value = type.description + (unit.map { ", in \($0)" } ?? "")
    return "| `\(name)` | \(value) | \(markdownDefault) | \(notes.joined(separator: " ")) |"
  }

  private var markdownDefault: String {
    switch standard {
    case .none, .required, .described: standardText
    case .byTask(let values):
      TaskType.allCases.compactMap { task in
        values[task].map { "`\($0.yaml)` for \(task.rawValue)" }
      }.joined(separator: ", ")
    case .value, .sameAs: "`\(standardText)`"
    }
  }
}
