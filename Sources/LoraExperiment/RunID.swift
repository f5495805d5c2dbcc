/// A run's random identity: 32 hexadecimal digits, made once, before anything is written.
///
/// People name runs by what Git offers (`runs/x`, `runs/x~2`, a hash); the id names the private
/// area and the active ref while no commit exists yet.
public struct RunID: Hashable, Sendable, Codable, CustomStringConvertible {
  public let text: String

  public init() {
    var random = SystemRandomNumberGenerator()
    let words = (0..<2).map { _ in UInt64.random(in: .min ... .max, using: &random) }
    text = words.map { word in
      let hex = String(word, radix: 16)
      return String(repeating: "0", count: 16 - hex.count) + hex
    }.joined()
  }

  public init?(text: some StringProtocol) {
    guard text.utf8.count == 32, text.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }) else {
      return nil
    }
    self.text = String(text)
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let id = RunID(text: try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a run id")
    }
    self = id
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }

  /// The first eight digits: enough to tell the runs of one repository apart.
  public var short: String { String(text.prefix(8)) }
  public var description: String { text }
}
