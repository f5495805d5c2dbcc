import Glibc

/// An IPv4 (4 bytes) or IPv6 (16 bytes) address. One that only wraps IPv4 (`::ffff:a.b.c.d`) is
/// that IPv4 address.
public struct IPAddress: Sendable, Hashable {
  public let bytes: [UInt8]

  /// Reads `127.0.0.1` or `::1`, without brackets and zone.
  public init?(_ text: String) {
    var four = in_addr()
    var six = in6_addr()
    if inet_pton(AF_INET, text, &four) == 1 {
      self.init(bytes: withUnsafeBytes(of: &four) { [UInt8]($0) })
    } else if inet_pton(AF_INET6, text, &six) == 1 {
      self.init(bytes: withUnsafeBytes(of: &six) { [UInt8]($0) })
    } else {
      return nil
    }
  }

  /// Nil for a family other than IPv4 and IPv6.
  init?(socketAddress: UnsafeRawPointer, family: Int32) {
    switch family {
    case AF_INET:
      let address = socketAddress.loadUnaligned(as: sockaddr_in.self).sin_addr
      self.init(bytes: withUnsafeBytes(of: address) { [UInt8]($0) })
    case AF_INET6:
      let address = socketAddress.loadUnaligned(as: sockaddr_in6.self).sin6_addr
      self.init(bytes: withUnsafeBytes(of: address) { [UInt8]($0) })
    default: return nil
    }
  }

  private init(bytes: [UInt8]) {
    let wrapsIPv4 =
      bytes.count == 16 && bytes.starts(with: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255])
    self.bytes = wrapsIPv4 ? Array(bytes.suffix(4)) : bytes
  }
}

extension IPAddress: CustomStringConvertible {
  public var description: String {
    var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    inet_ntop(bytes.count == 4 ? AF_INET : AF_INET6, bytes, &text, socklen_t(text.count))
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
