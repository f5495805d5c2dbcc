/// Written as one key that names its kind: `{"number": 0.25}`; a date with its words.
extension RunValue: Codable {
  private enum Name: String, CodingKey { case text, number, flag, seconds, date, words }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Name.self)
    switch container.allKeys.first(where: { $0 != .words }) {
    case .text: self = .text(try container.decode(String.self, forKey: .text))
    case .number: self = .number(try container.decode(Double.self, forKey: .number))
    case .flag: self = .flag(try container.decode(Bool.self, forKey: .flag))
    case .seconds: self = .duration(try container.decode(Double.self, forKey: .seconds))
    case .date:
      self = .date(
        try container.decode(Int.self, forKey: .date),
        try container.decode(String.self, forKey: .words))
    case .words, nil:
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "a value of an unknown kind"))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Name.self)
    switch self {
    case .text(let text): try container.encode(text, forKey: .text)
    case .number(let number): try container.encode(number, forKey: .number)
    case .flag(let flag): try container.encode(flag, forKey: .flag)
    case .duration(let seconds): try container.encode(seconds, forKey: .seconds)
    case .date(let time, let words):
      try container.encode(time, forKey: .date)
      try container.encode(words, forKey: .words)
    }
  }
}
