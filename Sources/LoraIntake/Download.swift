import LoraClickUp
import LoraDigest
import LoraHTTP
import LoraNames

/// One attachment on its way from a file host to a partial file.
struct Download {
  let hosts: FileHosts
  let transport: any HTTPTransport
  /// Bytes of one attachment at most.
  let limit: Int
  /// Called with the bytes so far.
  let progress: (Int) -> Void

  private static let redirects = 5
  /// A file that came in the wrong size may still be the stated one when asked for from the start.
  private static let restarts = 2

  /// Fetches what is missing. Returns when the partial file has the stated size.
  ///
  /// - Throws: with what came so far kept, when going on can help.
  func fetch(_ attachment: TaskAttachment, into partial: PartialFile) throws(IntakeError) {
    let stated = attachment.size
    if let stated, stated > limit { throw .tooLarge(bytes: stated, limit: limit) }
    if let stated, partial.bytes == stated, partial.entityTag != nil { return }
    for _ in 0...Self.restarts {
      let before = partial.bytes
      if try fetchOnce(attachment, into: partial) {
        if partial.bytes == stated ?? partial.bytes { return }
        if partial.bytes == before { break }
      } else {
        try partial.restart(id: attachment.id, size: stated, entityTag: nil)
      }
    }
    partial.remove()
    throw .wrongSize(stated: stated ?? 0, received: partial.bytes)
  }

  /// False when it has to start over.
  private func fetchOnce(_ attachment: TaskAttachment, into partial: PartialFile)
    throws(IntakeError) -> Bool
  {
    var url = try hosts.url(attachment.url)
    for _ in 0...Self.redirects {
      switch try exchange(url, attachment, partial) {
      case .body: return true
      case .startOver: return false
      case .elsewhere(let location): url = try hosts.url(location, from: url)
      case .refused(let error): throw error
      }
    }
    throw .tooManyRedirects
  }

  /// What an answer's head means.
  private enum Meaning {
    case body, startOver
    case elsewhere(String)
    case refused(IntakeError)
  }

  private func exchange(_ url: HTTPURL, _ attachment: TaskAttachment, _ partial: PartialFile)
    throws(IntakeError) -> Meaning
  {
    var meaning = Meaning.refused(.status(0))
    do throws(HTTPError) {
      _ = try transport.send(request(url, partial)) { head in
        meaning = self.meaning(of: head, attachment, partial)
        return destination(for: meaning, attachment, partial)
      }
    } catch {
      if let failure = partial.failure { throw failure }
      try judge(error, attachment, partial)
    }
    return meaning
  }

  private func request(_ url: HTTPURL, _ partial: PartialFile) -> HTTPRequest {
    var request = HTTPRequest(.get, url, timeouts: .init(total: nil))
    // Sizes and ranges count bytes as they lie on the server.
    request.acceptsGzip = false
    request.mayConnect = { [hosts] in hosts.mayConnect(to: $0, for: url) }
    if partial.bytes > 0, let tag = partial.entityTag {
      request.headers["Range"] = "bytes=\(partial.bytes)-"
      request.headers["If-Range"] = tag
    }
    return request
  }

  private func meaning(of head: HTTPHead, _ attachment: TaskAttachment, _ partial: PartialFile)
    -> Meaning
  {
    switch head.status {
    case 200:
      let tag = head.headers["ETag"].flatMap { $0.begins(with: "W/") ? nil : $0 }
      do throws(IntakeError) {
        try partial.restart(id: attachment.id, size: attachment.size, entityTag: tag)
        return .body
      } catch { return .refused(error) }
    case 206: return Self.goesOn(head, partial, attachment.size) ? .body : .startOver
    case 301, 302, 303, 307, 308:
      return head.headers["Location"].map(Meaning.elsewhere) ?? .refused(.status(head.status))
    case 416: return .startOver
    default: return .refused(.status(head.status))
    }
  }

  private func destination(
    for meaning: Meaning, _ attachment: TaskAttachment, _ partial: PartialFile
  ) -> HTTPDestination {
    // What is no file is not read.
    guard case .body = meaning else { return .chunks(upTo: .max) { _ in false } }
    let most = (attachment.size ?? limit) - partial.bytes
    return .chunks(upTo: max(0, most)) { bytes in
      defer { progress(partial.bytes) }
      return partial.append(bytes)
    }
  }

  /// Whether a partial answer begins where the file ends here (`bytes 100-199/200`), and is of the
  /// same file: some servers do not look at `If-Range`.
  private static func goesOn(_ head: HTTPHead, _ partial: PartialFile, _ size: Int?) -> Bool {
    let have = partial.bytes
    guard have > 0, let range = head.headers["Content-Range"], range.begins(with: "bytes ") else {
      return false
    }
    if let tag = head.headers["ETag"], tag != partial.entityTag { return false }
    let parts = range.dropFirst(6).pathComponents
    guard parts.count == 2, parts[0].split(separator: "-").first.flatMap({ Int($0) }) == have
    else { return false }
    return parts[1] == "*" || size == nil || Int(parts[1]) == size
  }

  /// Throws unless it was us who wanted no more.
  private func judge(_ error: HTTPError, _ attachment: TaskAttachment, _ partial: PartialFile)
    throws(IntakeError)
  {
    switch error.kind {
    case .stopped: return
    case .tooLarge:
      partial.remove()
      guard let stated = attachment.size else { throw .tooLarge(bytes: limit + 1, limit: limit) }
      throw .wrongSize(stated: stated, received: stated + 1)
    case .refusedAddress(let address):
      throw .address("it leads to \(address), which is not on the Internet")
    default: throw .transport(error)
    }
  }
}
