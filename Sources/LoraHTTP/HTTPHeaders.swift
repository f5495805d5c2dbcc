/// Header fields in their order. Names compare without regard to case.
public struct HTTPHeaders: Sendable, Equatable {
  public private(set) var fields: [Field] = []

  public struct Field: Sendable, Equatable {
    public let name: String
    public let value: String
  }

  public init() {}

  /// The first value of that name; setting one replaces all of that name, nil removes them.
  public subscript(name: String) -> String? {
    get { fields.first { Self.same($0.name, name) }?.value }
    set {
      fields.removeAll { Self.same($0.name, name) }
      if let newValue { add(name, newValue) }
    }
  }

  public mutating func add(_ name: String, _ value: String) {
    fields.append(Field(name: name, value: value))
  }

  private static func same(_ a: String, _ b: String) -> Bool { a.lowercased() == b.lowercased() }
}

extension HTTPHeaders: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral elements: (String, String)...) {
    for (name, value) in elements { add(name, value) }
  }
}

extension HTTPHeaders: CustomStringConvertible, CustomReflectable {
  /// One field a line, secrets replaced.
  public var description: String { fields.map(\.description).joined(separator: "\n") }
  public var customMirror: Mirror { Mirror(self, children: []) }
}

extension HTTPHeaders.Field: CustomStringConvertible, CustomReflectable {
  private static let secret: Set = ["authorization", "proxy-authorization", "cookie", "set-cookie"]

  public var description: String {
    "\(name): \(Self.secret.contains(name.lowercased()) ? "(redacted)" : value)"
  }
  public var customMirror: Mirror { Mirror(self, children: []) }

  /// Whether it is one line with a proper name: a line end in a value would start another field.
  var isWellFormed: Bool {
    let marks = Set("!#$%&'*+-.^_`|~".utf8)
    return !name.isEmpty
      && name.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
          || marks.contains($0)
      } && !value.utf8.contains { $0 == 0 || $0 == 10 || $0 == 13 }
  }
}
