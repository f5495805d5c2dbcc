import LoraSandbox
import Testing

struct TimeEntryTests {
  private let rehearsal = Rehearsal()
  private var path: String { "v2/team/\(rehearsal.team)/time_entries" }

  @Test func aTimerRunsUntilItStops() throws {
    let task = JSON.string(rehearsal.task)
    let started = try rehearsal.ask("POST", path + "/start", ["tid": task])["data"]
    #expect(started?["task"]?["id"] == task && started?["end"]?.isNull == true)
    rehearsal.clock += 60_000
    let running = try rehearsal.ask("GET", path + "/current")["data"]
    #expect(running?["id"] == started?["id"] && (running?["duration"]?.whole ?? 0) <= -60_000)
    let stopped = try rehearsal.ask("POST", path + "/stop")["data"]
    #expect((stopped?["duration"]?.whole ?? 0) >= 60_000)
    #expect(try rehearsal.ask("GET", path + "/current")["data"]?.isNull == true)
    #expect(rehearsal.refusal("POST", path + "/stop")?.status == 400)
    let spent = try rehearsal.ask("GET", "v2/task/\(rehearsal.task)")["time_spent"]
    #expect(spent == stopped?["duration"])
  }

  @Test func anotherTimerStopsTheFirst() throws {
    let first = try rehearsal.ask("POST", path + "/start")["data"]?["id"]?.text ?? ""
    try rehearsal.ask("POST", path + "/start")
    let entry = try rehearsal.ask("GET", path + "/\(first)")["data"]?.items?.first
    #expect(entry?["end"]?.text != nil && entry?["duration"]?.text != nil)
    #expect(try rehearsal.ask("GET", path)["data"]?.items?.count == 2)
  }

  @Test func madeChangedAndDeleted() throws {
    let start = rehearsal.clock - 5_000
    let made = try rehearsal.ask("POST", path, ["start": .int(start), "duration": 1_000])["data"]
    let entry = path + "/\(made?["id"]?.text ?? "")"
    #expect(made?["end"]?.text == String(start + 1_000))
    try rehearsal.ask("PUT", entry, ["description": "listened", "duration": 2_000])
    let read = try rehearsal.ask("GET", path)["data"]?.items?.first
    #expect(read?["description"] == "listened" && read?["duration"] == "2000")
    #expect(try rehearsal.ask("GET", path + "?end_date=\(start - 1)")["data"] == [])
    #expect(rehearsal.refusal("POST", path, ["start": .int(start)])?.status == 400)
    try rehearsal.ask("DELETE", entry)
    #expect(rehearsal.refusal("GET", entry) == .notAuthorized)
  }
}
