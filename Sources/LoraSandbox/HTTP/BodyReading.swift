/// What the body of a request holds.
enum BodyReading {
  /// Its JSON; null when there is no body. Some clients send a form instead of JSON.
  static func json(_ exchange: inout Exchange, atMost most: Int) async throws -> JSON {
    guard let bytes = try await exchange.body(atMost: most) else { throw APIError.bodyTooLarge }
    if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x0a || $0 == 0x0d }) { return .null }
    if exchange.contentType?.lowercased().hasPrefix("application/x-www-form-urlencoded") ?? false,
      bytes.first != UInt8(ascii: "{")
    {
      return .object(
        Query(String(decoding: bytes, as: UTF8.self)).items
          .map { JSON.Member($0.name, .string($0.value)) })
    }
    guard let json = JSON.parse(bytes), json.members != nil || json.items != nil else {
      throw APIError.badJSON
    }
    return json
  }

  /// Its file, on disk.
  static func upload(_ exchange: inout Exchange, _ folder: StateFolder, takesAnyFile: Bool)
    async throws -> Upload
  {
    var reader = try UploadReader(
      folder, contentType: exchange.contentType, takesAnyFile: takesAnyFile)
    while let piece = try await exchange.nextPiece() { try reader.feed(piece) }
    return try reader.finish()
  }
}

extension Exchange {
  var contentType: String? { head.headers.first(name: "content-type") }

  var hasBody: Bool {
    (head.headers.first(name: "content-length") ?? "0") != "0"
      || head.headers.contains(name: "transfer-encoding")
  }

  var rawQuery: String {
    String(head.uri.split(separator: "?", maxSplits: 1).dropFirst().first ?? "")
  }

  /// Reads so many bytes of the body and not one piece more.
  mutating func readBody(upTo most: Int) async throws {
    while bodyBytes < most, try await nextPiece() != nil {}
  }
}
