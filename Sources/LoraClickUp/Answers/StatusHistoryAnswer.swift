/// `GET /v2/task/{id}/time_in_status`.
struct StatusHistoryAnswer: Decodable {
  let value: [StatusEntry]

  init(from decoder: any Decoder) throws {
    let history = try decoder.members()
    let past: [StayAnswer] = history.readable("status_history")
    let current: StayAnswer? = history.part("current_status")
    var entries = past.map(\.value)
    if let now = current?.value, !entries.contains(now) { entries.append(now) }
    value = entries.sorted { $0.since < $1.since }
  }
}

private struct StayAnswer: Decodable {
  let value: StatusEntry

  init(from decoder: any Decoder) throws {
    let stay = try decoder.members()
    let time = try stay.nestedContainer(keyedBy: MemberName.self, forKey: "total_time")
    value = StatusEntry(status: try stay.needed("status"), since: time.whole("since") ?? 0)
  }
}
