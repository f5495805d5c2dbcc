import NIOCore
import NIOHTTP1

/// Everything behind the port: who may ask at all, then the API, files, or the board page.
struct Service: Sendable {
  let gate: HostGate
  let api: APIService
  let files: FileService
  let board: BoardService

  func serve(_ exchange: inout Exchange) async throws -> Aftermath {
    let headers = exchange.head.headers
    guard gate.letsIn(hosts: headers["host"], origins: headers["origin"]) else {
      try await exchange.discardBody()
      return try await exchange.send(.text(403, "403 forbidden")) ? .goesOn : .closes
    }
    let halves = exchange.head.uri.split(
      separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let path = (halves.first ?? "").split(separator: "/").map { PercentCoding.decoded($0) }
    let query = Query(halves.count > 1 ? halves[1] : "")
    let rest = Array(path.dropFirst())
    switch path.first {
    case "api": return try await api.serve(&exchange, path: rest, query: query)
    case "files": return try await files.serve(&exchange, path: rest, query: query)
    case "board": return try await board.serve(&exchange, path: rest, query: query)
    default:
      try await exchange.discardBody()
      let reply = path.first == "t" ? Self.task(rest) : nil
      return try await exchange.send(reply ?? .text(404, "404 page not found"))
        ? .goesOn : .closes
    }
  }

  /// `/t/<id>`, the path of a task's page on ClickUp: here it leads to the task on the board.
  private static func task(_ path: [String]) -> Reply? {
    guard path.count == 1, let id = path.first else { return nil }
    return Reply(303, headers: [("Location", "/board#" + PercentCoding.encoded(id))])
  }
}
