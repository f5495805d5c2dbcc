public import LoraConfig
import LoraFiles

extension Workplace {
  /// What the configs that name a ClickUp task train, without repetition; configs that do not parse
  /// are passed over.
  ///
  /// - Parameter means: whether a config's `clickup_task` is that task.
  public func taskTypes(ofConfigsWhose means: (String) -> Bool) throws(RunFailure) -> Set<TaskType>
  {
    let top = try top()
    let paths = try configPaths().paths
    return Set(
      paths.compactMap { path in
        let bytes = (try? WholeFile(top + "/" + path))?.bytes ?? []
        let parsed = RunConfig.parse(bytes: bytes, file: path, dialect: settings.dialect)
        guard let config = parsed.config,
          let task = config.clickupTask, means(task)
        else { return nil }
        return config.taskType
      })
  }
}
