import Glibc

/// The answer as it comes in: head first, then the body on its way to its destination.
struct Incoming {
  private(set) var head: HTTPHead?
  private(set) var body: [UInt8] = []
  private(set) var received = 0
  /// Why no more is taken.
  private(set) var failure: HTTPError.Kind?

  private let choose: (HTTPHead) -> HTTPDestination
  private var destination = HTTPDestination.small
  private var status = 0
  private var headers = HTTPHeaders()
  private var headBytes = 0
  private static let headLimit = 256 << 10

  init(to destination: @escaping (HTTPHead) -> HTTPDestination) { choose = destination }

  /// Takes one line of the head, its end included. False ends the transfer.
  mutating func take(headLine line: UnsafeRawBufferPointer) -> Bool {
    headBytes += line.count
    guard headBytes <= Self.headLimit else {
      failure = .tooLarge(limit: Self.headLimit)
      return false
    }
    let text = Self.trimmed(String(decoding: line, as: UTF8.self)[...])
    if head != nil { return true }  // a trailer after the body
    if text.hasPrefix("HTTP/") {
      status = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
      headers = HTTPHeaders()
    } else if text.isEmpty {
      finishHead()
    } else if let colon = text.firstIndex(of: ":") {
      headers.add(
        String(text[..<colon]), String(Self.trimmed(text[text.index(after: colon)...])))
    }
    return true
  }

  /// Interim answers (100 Continue) are followed by the real one.
  private mutating func finishHead() {
    guard status >= 200 else { return }
    let head = HTTPHead(status: status, headers: headers)
    self.head = head
    destination = choose(head)
  }

  /// Takes bytes of the body. False ends the transfer.
  mutating func take(body bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count <= destination.limit - received else {
      failure = .tooLarge(limit: destination.limit)
      return false
    }
    received += bytes.count
    switch destination {
    case .memory: body += bytes
    case .descriptor(let descriptor, _): failure = Self.write(bytes, to: descriptor)
    case .chunks(_, let take): failure = take(bytes) ? nil : .stopped
    }
    return failure == nil
  }

  private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32)
    -> HTTPError.Kind?
  {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = Glibc.write(
        descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return .destination(code: count < 0 ? errno : EIO) }
      rest = rest.dropFirst(count)
    }
    return nil
  }

  /// Without white space at both ends ("\r\n" is one character).
  private static func trimmed(_ text: Substring) -> Substring {
    var text = text.drop(while: \.isWhitespace)
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
