import Glibc
import NIOHTTP1

/// `/board`: the page, its data, and pictures. Data goes through the same routes as the API, without
/// faults and without the rate: people look at how things are.
struct BoardService: Sendable {
  let store: Store
  let session: BoardSession
  let setting: @Sendable (_ clock: Int) -> Setting

  func serve(_ exchange: inout Exchange, path: [String], query: Query) async throws -> Aftermath {
    let reply: Reply
    switch path.first {
    case "api": reply = try await data(&exchange, Array(path.dropFirst()), query)
    case "picture":
      try await exchange.discardBody()
      reply = picture(path, exchange.head)
    default:
      try await exchange.discardBody()
      reply = page(path, query, exchange.head)
    }
    return try await exchange.send(guarded(reply)) ? .goesOn : .closes
  }

  private func guarded(_ reply: Reply) -> Reply {
    var reply = reply
    reply.add("Content-Security-Policy", BoardPage.policy)
    reply.add("Referrer-Policy", "no-referrer")
    reply.add("Cross-Origin-Resource-Policy", "same-origin")
    reply.add("X-Frame-Options", "DENY")
    return reply
  }

  /// The address with the key leads to the one without, so that it stays out of what people copy.
  private func page(_ path: [String], _ query: Query, _ head: HTTPRequestHead) -> Reply {
    guard head.method == .GET || head.method == .HEAD else {
      return .text(405, "405 method not allowed")
    }
    if path.isEmpty, session.isKey(query["key"]) {
      return Reply(303, headers: [("Location", "/board"), ("Set-Cookie", session.setCookie)])
    }
    guard path.count <= 1, let file = BoardPage.files[path.first ?? ""] else {
      return .text(404, "404 page not found")
    }
    return Reply(200, .bytes(file.bytes), headers: [("Content-Type", file.type)])
  }

  private func data(_ exchange: inout Exchange, _ path: [String], _ query: Query) async throws
    -> Reply
  {
    guard session.isIn(exchange.head.headers) else {
      try await exchange.discardBody()
      return .json(403, ["err": "Open the address that the sandbox printed when it started."])
    }
    var call = Call(
      exchange.head.method.rawValue, "", user: store.state.workspace.boardUser,
      setting: setting(Clock.milliseconds))
    call.path = path
    call.query = query
    do {
      let (route, _) = try Routes.find(call.method, call.path)
      if route.takesUpload {
        call.upload = try await BodyReading.upload(&exchange, store.folder, takesAnyFile: true)
      } else {
        call.body = try await BodyReading.json(&exchange, atMost: APIService.largestBody)
      }
      let (status, body) = try store.perform(call)
      return body.map { .json(status, $0) } ?? Reply(status)
    } catch let error as APIError {
      if let upload = call.upload { unlink(store.folder.file(upload.id)) }
      try await exchange.discardBody()
      return .json(error.status, error.v2JSON ?? ["err": .string(error.words)])
    }
  }

  /// The only bytes from outside that a browser shows, and only as what they were recognised to be.
  private func picture(_ path: [String], _ head: HTTPRequestHead) -> Reply {
    guard path.count == 2, head.method == .GET, session.isIn(head.headers),
      let attachment = store.state.attachments[path[1]], let picture = attachment.picture
    else { return .text(404, "404 page not found") }
    return Reply(
      200,
      .file(path: store.folder.file(attachment.id), start: 0, count: attachment.size),
      headers: [("Content-Type", picture.mimeType)])
  }
}
