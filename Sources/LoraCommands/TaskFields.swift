import LoraClickUp
import LoraConfig
import LoraRunner
import LoraTasks

/// The custom fields that a new task gets: what was typed, and what `.lorarc` maps to keys of the
/// config.
struct TaskFields {
  let typed: [FieldEntry]
  let mapped: [FieldEntry]

  init(typed: [String], config: NamedConfig?, settings: TeamSettings) throws(RunFailure) {
    var entries: [FieldEntry] = []
    for text in typed {
      guard let entry = FieldEntry(text) else {
        throw RunFailure(.usage, "'\(text)' is not NAME=VALUE".printable)
      }
      entries.append(entry)
    }
    self.typed = entries
    mapped = (settings.clickup?.fields.others ?? []).compactMap { field in
      // What a run measures is not known before it; what its config says is.
      guard let key = RunKey.named(field.source.key), let value = config?.text(of: key),
        !entries.contains(where: { $0.name == field.name })
      else { return nil }
      return FieldEntry(name: field.name, value: value)
    }
  }

  var all: [FieldEntry] { typed + mapped }

  /// As the list's own fields take them. What was typed must fit; what is only mapped is left out
  /// with a word when it does not.
  func inputs(among fields: [CustomField]) throws(RunFailure) -> [(id: String, value: FieldInput)] {
    var inputs: [(id: String, value: FieldInput)] = []
    for entry in typed {
      do throws(FieldProblem) { inputs.append(try entry.input(among: fields)) } catch {
        throw RunFailure(error)
      }
    }
    for entry in mapped {
      do throws(FieldProblem) { inputs.append(try entry.input(among: fields)) } catch {
        Message.warning("left out: \(error)".printable)
      }
    }
    return inputs
  }
}

extension NamedConfig {
  /// The value that holds for a key, as a person writes it; nil when there is none.
  func text(of key: RunKey) -> String? {
    switch config[key] {
    case .text(let text)?: text
    case let value?: value.yaml
    case nil: nil
    }
  }
}
