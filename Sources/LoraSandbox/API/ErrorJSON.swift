extension APIError {
  /// The body as version 2 writes it; nil where the answer is plain text.
  var v2JSON: JSON? { code.map { ["err": .string(words), "ECODE": .string($0)] } }

  /// As version 3 does.
  func v3JSON(clock: Int) -> JSON? {
    code.map { _ in
      [
        "status": .int(status), "message": .string(words),
        "trace_id": .int(clock % 1_000_000_000), "timestamp": .int(clock),
      ]
    }
  }
}
