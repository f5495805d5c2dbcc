/// The board page.
struct BoardService: Sendable {
  func serve(_ exchange: inout Exchange, path: [String], query: Query) async throws -> Aftermath {
    try await exchange.discardBody()
    return try await exchange.send(.text(404, "404 page not found")) ? .goesOn : .closes
  }
}
