import NIOHTTP1

/// `/files/t<team>/<uuid>/<title>`: attachments, always as downloads, in parts where asked.
struct FileService: Sendable {
  let store: Store
  let log: RequestLog
  let faults: FaultControl
  /// Whether addresses must be signed.
  let isSigned: Bool

  func serve(_ exchange: inout Exchange, path: [String], query: Query) async throws -> Aftermath {
    let clock = Clock.milliseconds
    try await exchange.discardBody()
    let method = exchange.head.method.rawValue
    // The name is left out: the file's id says which it is, and nobody else may read it here.
    var line = RequestLog.Line(clock: clock, method: method, path: "/files/" + (path.last ?? ""))
    let fault = faults.next(method, ["files"] + path, store: store, clock: clock)
    line.fault = fault.effect?.name
    var cut: Int?
    var reply = self.reply(to: exchange.head, path: path, query: query, clock: clock)
    switch fault.effect {
    case .lost, .dropAfter, .dropBefore:
      log.write(line)
      return .closes
    case .status(let error, _, _): reply = .text(error.status, error.words)
    case .slow(let milliseconds): try await Task.sleep(for: .milliseconds(milliseconds))
    case .cut(let bytes): cut = bytes
    default: break
    }
    line.status = reply.status
    line.worked = reply.status
    line.bytes = min(cut ?? .max, reply.body.count)
    log.write(line)
    return try await exchange.send(reply, cutAfter: cut) ? .goesOn : .closes
  }

  private func reply(to head: HTTPRequestHead, path: [String], query: Query, clock: Int) -> Reply {
    guard head.method == .GET || head.method == .HEAD else {
      return .text(405, "405 method not allowed")
    }
    let state = store.state
    guard path.count == 3, path[0] == "t" + state.workspace.id,
      let attachment = state.attachments.values.first(where: { $0.uuid == path[1] })
    else { return .text(404, "404 page not found") }
    guard
      !isSigned
        || AttachmentAddress.isGood(
          query, for: attachment, key: state.workspace.signingKey, clock: clock)
    else { return .text(403, "Access denied") }
    return Self.download(attachment, store.folder.file(attachment.id), head.headers)
  }

  private static func download(_ attachment: Attachment, _ path: String, _ headers: HTTPHeaders)
    -> Reply
  {
    let etag = "\"\(attachment.uuid)\""
    let range = ByteRange(
      headers.first(name: "range"), condition: headers.first(name: "if-range"), etag: etag,
      size: attachment.size)
    var reply: Reply
    switch range {
    case .whole:
      reply = Reply(200, .file(path: path, start: 0, count: attachment.size))
    case .part(let start, let count):
      reply = Reply(206, .file(path: path, start: start, count: count))
      reply.add("Content-Range", "bytes \(start)-\(start + count - 1)/\(attachment.size)")
    case .unsatisfiable:
      reply = Reply(416)
      reply.add("Content-Range", "bytes */\(attachment.size)")
    }
    reply.add("Content-Type", "application/octet-stream")
    reply.add("Content-Disposition", disposition(attachment.title))
    reply.add("Content-Security-Policy", "default-src 'none'; sandbox")
    reply.add("Accept-Ranges", "bytes")
    reply.add("ETag", etag)
    return reply
  }

  /// Plain letters for old readers, and the whole name as RFC 6266 has it.
  private static func disposition(_ title: String) -> String {
    let plain = title.unicodeScalars.map { scalar in
      scalar.isASCII && scalar.value >= 0x20 && scalar != "\"" && scalar != "\\"
        && scalar.value != 0x7f
        ? Character(scalar) : "_"
    }
    return "attachment; filename=\"\(String(plain))\"; filename*=UTF-8''"
      + PercentCoding.encoded(title)
  }
}
