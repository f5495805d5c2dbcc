/// All addresses that share their first `length` bits with `start`.
struct AddressRange: Sendable {
  let start: IPAddress
  let length: Int

  init(_ start: String, _ length: Int) {
    guard let start = IPAddress(start) else { preconditionFailure("\(start) is no address") }
    self.start = start
    self.length = length
  }

  func contains(_ address: IPAddress) -> Bool {
    guard address.bytes.count == start.bytes.count else { return false }
    return (0..<length).allSatisfy { bit in
      (address.bytes[bit / 8] ^ start.bytes[bit / 8]) & (0x80 >> UInt8(bit % 8)) == 0
    }
  }
}

extension IPAddress {
  public var isLoopback: Bool { Self.loopback.contains { $0.contains(self) } }

  /// Whether it is an ordinary address of the Internet: none of the private, loopback, link-local,
  /// shared, multicast, documentation and reserved ranges of IANA's special-purpose registries,
  /// and none that carries an IPv4 address to be translated or tunnelled to.
  public var isPublic: Bool {
    let special = bytes.count == 4 ? Self.specialIPv4 : Self.specialIPv6
    let isUnicast = bytes.count == 4 || Self.globalIPv6.contains(self)
    return isUnicast && !special.contains { $0.contains(self) }
  }

  private static let loopback = [AddressRange("127.0.0.0", 8), AddressRange("::1", 128)]

  private static let specialIPv4 = [
    AddressRange("0.0.0.0", 8), AddressRange("10.0.0.0", 8), AddressRange("100.64.0.0", 10),
    AddressRange("127.0.0.0", 8), AddressRange("169.254.0.0", 16), AddressRange("172.16.0.0", 12),
    AddressRange("192.0.0.0", 24), AddressRange("192.0.2.0", 24), AddressRange("192.88.99.0", 24),
    AddressRange("192.168.0.0", 16), AddressRange("198.18.0.0", 15),
    AddressRange("198.51.100.0", 24), AddressRange("203.0.113.0", 24),
    AddressRange("224.0.0.0", 3),
  ]

  private static let globalIPv6 = AddressRange("2000::", 3)

  private static let specialIPv6 = [
    AddressRange("2001::", 23), AddressRange("2001:db8::", 32), AddressRange("2002::", 16),
    AddressRange("3fff::", 20),
  ]
}
