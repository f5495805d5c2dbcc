import LoraYAML

extension RunConfig {
  /// `config.resolved.yaml`: every key with its final value, sorted, so that two runs compare line
  /// by line. Reads back as the same config.
  ///
  /// - Parameter folder: what `output_dir` comes to where the config names none.
  public func resolvedYAML(folder: String? = nil) -> String {
    RunKey.allCases.map(\.rawValue).sorted().compactMap(RunKey.init(rawValue:)).map { key in
      let standard = key == .outputDir ? folder.map(YAMLText.string) : nil
      return "\(key.rawValue): \(resolvedValue(key)?.yaml ?? standard ?? "null")\n"
    }.joined()
  }

  /// The config as another trainer gets it: the user's keys and spelling, overrides applied,
  /// numbers in a form that PyYAML reads as numbers, and `output_dir` replaced.
  public func foreignYAML(outputDirectory: String) -> String {
    var lines: [String] = []
    var placed: Set<RunKey> = []
    for setting in written {
      guard let current = settings[setting.key] else { continue }
      placed.insert(setting.key)
      let node = current.node
      let value =
        setting.key == .outputDir ? YAMLText.string(outputDirectory) : YAMLText.node(node)
      lines.append("\(setting.spelling): \(value)\n")
    }
    for key in RunKey.allCases where !placed.contains(key) {
      if key == .outputDir {
        lines.append("\(key.rawValue): \(YAMLText.string(outputDirectory))\n")
      } else if let setting = settings[key] {
        lines.append("\(key.rawValue): \(YAMLText.node(setting.node))\n")
      }
    }
    return lines.joined()
  }

  /// Keys of other tasks are null, so that every resolved config has the same lines.
  private func resolvedValue(_ key: RunKey) -> ConfigValue? {
    isSet(key) || key.row.applies(to: taskType) ? self[key] : nil
  }
}
