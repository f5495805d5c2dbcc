/// `multipart/form-data` (RFC 7578) as it streams by: the bytes of parts are handed on as they come, so
/// that a gigabyte needs no memory.
package struct Multipart {
  package enum Event: Equatable {
    case begin(PartHead)
    case bytes(ArraySlice<UInt8>)
    case end
  }

  package struct Malformed: Error {}

  private enum Place { case preamble, afterBoundary, head, body, epilogue }

  private let delimiter: [UInt8]
  private var place = Place.preamble
  private var pending: [UInt8]

  private static let longestHead = 16 << 10

  /// `contentType` is the request's; nil when it is no multipart form with a boundary.
  package init?(contentType: String?) {
    guard let header = contentType.map(HeaderValue.init),
      header.value.lowercased() == "multipart/form-data", let boundary = header["boundary"],
      (1...200).contains(boundary.utf8.count)
    else { return nil }
    delimiter = Array("\r\n--\(boundary)".utf8)
    // The first boundary needs no line end before it.
    pending = [0x0d, 0x0a]
  }

  /// Whether the last boundary has come.
  package var isComplete: Bool { place == .epilogue }

  package mutating func feed(_ bytes: some Collection<UInt8>, _ emit: (Event) throws -> Void) throws
  {
    if place == .epilogue { return }
    pending += bytes
    while try step(emit) {}
  }

  /// True while there is more to do with what is there.
  private mutating func step(_ emit: (Event) throws -> Void) throws -> Bool {
    switch place {
    case .preamble: return try passBoundary { _ in }
    case .body: return try passBoundary { try emit($0) }
    case .afterBoundary: return try readBoundaryEnd()
    case .head: return try readHead(emit)
    case .epilogue: return false
    }
  }

  /// Hands on what stands before the boundary; keeps back what may be its beginning.
  private mutating func passBoundary(_ emit: (Event) throws -> Void) throws -> Bool {
    if let start = ByteSearch.first(delimiter, in: pending) {
      if start > 0 { try emit(.bytes(pending[..<start])) }
      if place == .body { try emit(.end) }
      pending.removeFirst(start + delimiter.count)
      place = .afterBoundary
      return true
    }
    let safe = pending.count - (delimiter.count - 1)
    if safe > 0 {
      try emit(.bytes(pending[..<safe]))
      pending.removeFirst(safe)
    }
    return false
  }

  private mutating func readBoundaryEnd() throws -> Bool {
    guard pending.count >= 2 else { return false }
    if pending.starts(with: [0x2d, 0x2d]) {
      place = .epilogue
      pending = []
      return false
    }
    // Blanks may stand after a boundary.
    while let first = pending.first, first == 0x20 || first == 0x09 { pending.removeFirst() }
    guard pending.count >= 2 else { return false }
    guard pending.starts(with: [0x0d, 0x0a]) else { throw Malformed() }
    // The line end stays: a head without fields ends with it.
    place = .head
    return true
  }

  private mutating func readHead(_ emit: (Event) throws -> Void) throws -> Bool {
    guard let end = ByteSearch.first([0x0d, 0x0a, 0x0d, 0x0a], in: pending) else {
      guard pending.count <= Self.longestHead else { throw Malformed() }
      return false
    }
    try emit(.begin(PartHead(pending[..<end])))
    pending.removeFirst(end + 4)
    place = .body
    return true
  }
}
