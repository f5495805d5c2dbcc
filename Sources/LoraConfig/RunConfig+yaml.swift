import LoraYAML

extension RunConfig {
  /// `config.resolved.yaml`: every key with its final value, sorted, so that two runs compare line
  /// by line. Reads back as the same config. Of another trainer's file: the keys that it has.
  ///
  /// - Parameter folder: what `output_dir` comes to where the config names none.
  public func resolvedYAML(folder: String? = nil) -> String {
    if isForeign { return foreignResolvedYAML(folder: folder) }
    return RunKey.allCases.map(\.rawValue).sorted().compactMap(RunKey.init(rawValue:)).map { key in
      let standard = key == .outputDir ? folder.map(YAMLText.string) : nil
      return "\(key.rawValue): \(resolvedValue(key)?.yaml ?? standard ?? "null")\n"
    }.joined()
  }

  private func foreignResolvedYAML(folder: String?) -> String {
    var lines = others.map { ($0.spelling, YAMLText.node($0.node)) }
    for key in RunKey.allCases where isSet(key) {
      lines.append((key.rawValue, self[key]?.yaml ?? "null"))
    }
    if !isSet(.outputDir), let folder {
      lines.append((RunKey.outputDir.rawValue, YAMLText.string(folder)))
    }
    return lines.sorted { $0.0 < $1.0 }.map { "\(YAMLText.string($0.0)): \($0.1)\n" }.joined()
  }

  /// The config as another trainer gets it: the user's keys and spelling, overrides applied,
  /// numbers in a form that PyYAML reads as numbers, and `output_dir` replaced.
  public func foreignYAML(outputDirectory: String) -> String {
    var lines: [String] = []
    var placed: Set<RunKey> = []
    var rest = others[...]
    func passOn(before place: RunConfig.Place?) {
      while let next = rest.first, place.map({ next.place.offset < $0.offset }) ?? true {
        lines.append("\(YAMLText.string(next.spelling)): \(YAMLText.node(next.node))\n")
        rest.removeFirst()
      }
    }
    for setting in written {
      passOn(before: setting.place)
      guard let current = settings[setting.key] else { continue }
      placed.insert(setting.key)
      let node = current.node
      let value =
        setting.key == .outputDir ? YAMLText.string(outputDirectory) : YAMLText.node(node)
      lines.append("\(setting.spelling): \(value)\n")
    }
    passOn(before: nil)
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

extension RunConfig.Place {
  fileprivate var offset: Int {
    if case .file(let mark, _) = self { mark.offset } else { .max }
  }
}
