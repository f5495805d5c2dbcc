import NIOCore
import NIOHTTP1

/// One request on a connection: its head, its body as it comes in, and the way back.
struct Exchange {
  typealias Inbound = NIOAsyncChannelInboundStream<HTTPServerRequestPart>
  typealias Outbound = NIOAsyncChannelOutboundWriter<HTTPServerResponsePart>

  let head: HTTPRequestHead
  private var parts: Inbound.AsyncIterator
  private let outbound: Outbound
  private(set) var isBodyRead = false
  private(set) var bodyBytes = 0
  private var wantsContinue: Bool

  init(_ head: HTTPRequestHead, _ parts: Inbound.AsyncIterator, _ outbound: Outbound) {
    self.head = head
    self.parts = parts
    self.outbound = outbound
    wantsContinue = head.headers.first(name: "expect")?.lowercased() == "100-continue"
  }

  /// The iterator, for the next request.
  var rest: Inbound.AsyncIterator { parts }

  /// The next piece of the body; nil when it is over. Throws when the client is gone before that.
  mutating func nextPiece() async throws -> ByteBuffer? {
    if isBodyRead { return nil }
    if wantsContinue {
      wantsContinue = false
      try await outbound.write(
        .head(HTTPResponseHead(version: head.version, status: .continue)))
    }
    while let part = try await parts.next() {
      switch part {
      case .body(let piece):
        bodyBytes += piece.readableBytes
        return piece
      case .end:
        isBodyRead = true
        return nil
      case .head: continue
      }
    }
    throw BodyCutOff()
  }

  /// The whole body, or nil when it is longer than that.
  mutating func body(atMost most: Int) async throws -> [UInt8]? {
    var bytes: [UInt8] = []
    while let piece = try await nextPiece() {
      guard bytes.count + piece.readableBytes <= most else { return nil }
      bytes += piece.readableBytesView
    }
    return bytes
  }

  /// Reads what nobody wants, so that a client that is still sending sees the answer. One that asked
  /// first is told at once.
  mutating func discardBody() async throws {
    if wantsContinue { return }
    var count = 0
    while let piece = try await nextPiece(), count < 2 << 30 { count += piece.readableBytes }
  }

  /// Sends the reply, or its head and so many bytes of it. True when the connection goes on.
  func send(_ reply: Reply, cutAfter cut: Int? = nil) async throws -> Bool {
    let goesOn = head.isKeepAlive && isBodyRead && cut == nil
    try await outbound.write(.head(reply.head(version: head.version, keepAlive: goesOn)))
    if head.method != .HEAD {
      try await sendBody(reply.body, count: min(cut ?? .max, reply.body.count))
    }
    if cut == nil { try await outbound.write(.end(nil)) }
    return goesOn
  }

  private func sendBody(_ body: Reply.Body, count: Int) async throws {
    switch body {
    case .none: break
    case .bytes(let bytes):
      try await outbound.write(.body(.byteBuffer(ByteBuffer(bytes: bytes.prefix(count)))))
    case .file(let path, let start, _):
      let file = try ServedFile(path)
      var place = start
      while place < start + count {
        let piece = try file.read(from: place, atMost: min(1 << 17, start + count - place))
        place += piece.readableBytes
        try await outbound.write(.body(.byteBuffer(piece)))
      }
    }
  }
}

/// The client closed the connection in the middle of its request.
struct BodyCutOff: Error {}
