/// The description of a new task, as Markdown with `{…}` where facts of the config belong.
public struct TaskTemplate: Sendable, Equatable {
  public let text: String

  public init(_ text: String) { self.text = text }

  /// `templates/task.md`, inside the program; a test holds both equal.
  public static let standard = TaskTemplate(
    """
    What should the adapter do, and how will we know that it does?

    - config: `{config}`
    - runs: `{branch}`
    - base model: `{base_model}`
    - training data: `{train_data_dir}`

    Attach the training data to this task, or to a comment; set the status to what your team calls
    ready. `git lora run` reports here.

    """)

  /// The text with the facts put in. A line whose fact is missing is left out: nobody wants to read
  /// "base model: -".
  public func filled(_ facts: [String: String]) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).compactMap { line -> String? in
      var filled = ""
      var rest = line
      while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
        let name = String(rest[rest.index(after: open)..<close])
        filled += rest[..<open]
        rest = rest[rest.index(after: close)...]
        guard Self.names.contains(name) else {
          filled += "{\(name)}"
          continue
        }
        guard let fact = facts[name], !fact.isEmpty else { return nil }
        filled += fact
      }
      return filled + rest
    }.joined(separator: "\n")
  }

  /// What can stand in braces; other braces stay.
  public static let names: Set = [
    "name", "config", "branch", "task_type", "base_model", "train_data_dir", "lora_rank",
    "learning_rate", "epochs", "max_steps",
  ]
}
