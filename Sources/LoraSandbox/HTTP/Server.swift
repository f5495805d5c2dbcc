import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix

/// The listening socket, on loopback alone.
struct Server: Sendable {
  private let listener: NIOAsyncChannel<Connection.Channel, Never>

  /// Seconds without a byte in either direction after which a connection is closed.
  private static let patience = TimeAmount.seconds(300)

  /// Binds the port; 0 takes any that is free.
  init(port: Int) async throws(SandboxError) {
    var triesLeft = Patience.tries
    while true {
      do {
        listener = try await Self.listen(on: port)
        return
      } catch {
        triesLeft -= 1
        guard triesLeft > 0, (error as? IOError)?.errnoCode == EADDRINUSE else {
          throw SandboxError(
            .inTheWay, "cannot listen on 127.0.0.1:\(port): \(Self.cause(error))",
            hint: "--port 0 takes any free port")
        }
        try? await Task.sleep(for: .microseconds(Patience.microseconds))
      }
    }
  }

  private static func listen(on port: Int) async throws -> NIOAsyncChannel<
    Connection.Channel, Never
  > {
    try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.allowRemoteHalfClosure, value: true)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .bind(host: "127.0.0.1", port: port) { channel in
        channel.eventLoop.makeCompletedFuture { try Self.prepare(channel) }
      }
  }

  private static func cause(_ error: any Error) -> String {
    (error as? IOError).map { String(cString: strerror($0.errnoCode)) } ?? "\(error)"
  }

  private static func prepare(_ channel: any Channel) throws -> Connection.Channel {
    let pipeline = channel.pipeline.syncOperations
    try pipeline.configureHTTPServerPipeline(
      withPipeliningAssistance: true, withErrorHandling: true)
    try pipeline.addHandler(IdleStateHandler(allTimeout: patience))
    try pipeline.addHandler(IdleCloser())
    return try NIOAsyncChannel(wrappingChannelSynchronously: channel)
  }

  var port: Int { listener.channel.localAddress?.port ?? 0 }

  func run(_ service: Service) async throws {
    let connection = Connection(service: service)
    try await withThrowingDiscardingTaskGroup { group in
      try await listener.executeThenClose { connections in
        for try await channel in connections {
          group.addTask { await connection.serve(channel) }
        }
      }
    }
  }
}

private final class IdleCloser: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event is IdleStateHandler.IdleStateEvent {
      context.close(promise: nil)
    } else {
      context.fireUserInboundEventTriggered(event)
    }
  }
}
