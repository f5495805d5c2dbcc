/// Names without order, each once, where names are bytes. Otherwise a `Set` of strings.
public struct NameSet: Sendable, Hashable {
  private var stored: Set<ByteName> = []

  public init() {}

  public init(_ names: some Sequence<some StringProtocol>) {
    stored = Set(names.map { ByteName($0) })
  }

  private init(stored: Set<ByteName>) { self.stored = stored }

  public func contains(_ name: some StringProtocol) -> Bool { stored.contains(ByteName(name)) }

  /// Preferred to `Sequence.contains`, which would compare by characters.
  public func contains(_ name: String) -> Bool { stored.contains(ByteName(name)) }

  /// False when it was there already.
  @discardableResult
  public mutating func insert(_ name: some StringProtocol) -> Bool {
    stored.insert(ByteName(name)).inserted
  }

  @discardableResult
  public mutating func remove(_ name: some StringProtocol) -> Bool {
    stored.remove(ByteName(name)) != nil
  }

  public var count: Int { stored.count }
  public var isEmpty: Bool { stored.isEmpty }

  /// Sorted by bytes.
  public func inByteOrder() -> [String] { stored.sorted().map(\.text) }

  public func union(_ other: NameSet) -> NameSet { NameSet(stored: stored.union(other.stored)) }

  public func subtracting(_ other: NameSet) -> NameSet {
    NameSet(stored: stored.subtracting(other.stored))
  }

  public mutating func formUnion(_ other: NameSet) { stored.formUnion(other.stored) }
}

extension NameSet: Sequence {
  /// The names, in no order.
  public func makeIterator() -> some IteratorProtocol<String> {
    stored.lazy.map(\.text).makeIterator()
  }
}

extension NameSet: ExpressibleByArrayLiteral {
  public init(arrayLiteral names: String...) { self.init(names) }
}
