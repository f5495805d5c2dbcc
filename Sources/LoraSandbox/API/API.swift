/// The API without HTTP: a call and a state in, changes and an answer out.
package enum API {
  /// What a call would do, and how its answer is made from the state that then holds.
  package struct Outcome: Sendable {
    package let status: Int
    package let changes: [Change]
    package let answer: Route.Answer
  }

  package static func outcome(of call: Call, in state: State) throws(APIError) -> Outcome {
    let (route, parts) = try Routes.find(call.method, call.path)
    var call = call
    call.parts = parts
    var draft = Draft(state, clock: call.setting.clock)
    let answer = try route.work(call, &draft)
    return Outcome(status: route.successStatus, changes: draft.changes, answer: answer)
  }

  /// Does it, on a state in memory.
  package static func perform(_ call: Call, on state: inout State) throws(APIError)
    -> (status: Int, body: JSON?)
  {
    let outcome = try outcome(of: call, in: state)
    if !outcome.changes.isEmpty { state.apply(outcome.changes) }
    return (outcome.status, outcome.answer(state))
  }
}
