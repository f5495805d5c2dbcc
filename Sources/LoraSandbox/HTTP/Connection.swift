import NIOCore
import NIOHTTP1

/// One connection: requests one after the other, until one end has enough.
struct Connection {
  typealias Channel = NIOAsyncChannel<HTTPServerRequestPart, HTTPServerResponsePart>

  let service: Service

  /// Never throws: a client that goes away is no event.
  func serve(_ channel: Channel) async {
    let after = try? await channel.executeThenClose { inbound, outbound in
      try await serve(inbound, outbound)
    }
    if case .closesThen(let work)? = after { await work() }
  }

  private func serve(_ inbound: Exchange.Inbound, _ outbound: Exchange.Outbound) async throws
    -> Aftermath
  {
    var parts = inbound.makeAsyncIterator()
    while let part = try await parts.next() {
      guard case .head(let head) = part else { continue }
      var exchange = Exchange(head, parts, outbound)
      let after = try await service.serve(&exchange)
      guard case .goesOn = after else { return after }
      parts = exchange.rest
    }
    return .closes
  }
}
