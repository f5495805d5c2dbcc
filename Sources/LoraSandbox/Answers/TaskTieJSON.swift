extension WorkTask {
  func dependenciesJSON(in state: State) -> JSON {
    .array(
      living(.dependency, in: state).map { tie in
        [
          "task_id": .string(tie.task), "depends_on": .string(tie.other), "type": 1,
          "date_created": JSON(timeText: tie.date), "userid": .string(String(tie.user)),
          "workspace_id": .string(state.workspace.id), "chain_id": nil,
        ]
      })
  }

  /// Each of the two names itself first.
  func linksJSON(in state: State) -> JSON {
    .array(
      living(.link, in: state).map { tie in
        [
          "task_id": .string(id), "link_id": .string(tie.task == id ? tie.other : tie.task),
          "date_created": JSON(timeText: tie.date), "userid": .string(String(tie.user)),
          "workspace_id": .string(state.workspace.id),
        ]
      })
  }

  private func living(_ kind: TaskTie.Kind, in state: State) -> [TaskTie] {
    (ties ?? []).filter { tie in
      tie.kind == kind
        && [tie.task, tie.other].allSatisfy { state.tasks[$0]?.isDeleted == false }
    }
  }
}
