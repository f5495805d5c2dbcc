/// Values by name, where names are bytes. Otherwise a `Dictionary` with strings for keys.
public struct NameMap<Value> {
  private var stored: [ByteName: Value] = [:]

  public init() {}

  /// Of equal names the first one stays.
  public init(_ pairs: some Sequence<(String, Value)>) {
    stored = Dictionary(pairs.lazy.map { (ByteName($0), $1) }) { first, _ in first }
  }

  private init(stored: [ByteName: Value]) { self.stored = stored }

  public subscript(name: String) -> Value? {
    get { stored[ByteName(name)] }
    set { stored[ByteName(name)] = newValue }
  }

  public subscript(name: String, default value: @autoclosure () -> Value) -> Value {
    get { stored[ByteName(name), default: value()] }
    _modify { yield &stored[ByteName(name), default: value()] }
  }

  public var count: Int { stored.count }
  public var isEmpty: Bool { stored.isEmpty }
  public var keys: some Collection<String> { stored.keys.lazy.map(\.text) }
  public var values: some Collection<Value> { stored.values }
  /// The keys sorted by bytes.
  public var names: [String] { stored.keys.sorted().map(\.text) }

  /// The pairs sorted by the bytes of their keys.
  public func inByteOrder() -> [(key: String, value: Value)] {
    stored.sorted { $0.key < $1.key }.map { ($0.key.text, $0.value) }
  }

  @discardableResult
  public mutating func removeValue(forKey name: String) -> Value? {
    stored.removeValue(forKey: ByteName(name))
  }

  public func filter(_ isIncluded: ((key: String, value: Value)) throws -> Bool) rethrows
    -> NameMap
  {
    NameMap(stored: try stored.filter { try isIncluded(($0.key.text, $0.value)) })
  }

  public func mapValues<New>(_ transform: (Value) throws -> New) rethrows -> NameMap<New> {
    NameMap<New>(stored: try stored.mapValues(transform))
  }

  public func merging(_ other: NameMap, uniquingKeysWith combine: (Value, Value) -> Value)
    -> NameMap
  {
    NameMap(stored: stored.merging(other.stored, uniquingKeysWith: combine))
  }
}

extension NameMap: Sequence {
  /// The pairs, in no order.
  public func makeIterator() -> some IteratorProtocol<(key: String, value: Value)> {
    stored.lazy.map { (key: $0.key.text, value: $0.value) }.makeIterator()
  }
}

extension NameMap: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral elements: (String, Value)...) { self.init(elements) }
}

extension NameMap: Equatable where Value: Equatable {}
extension NameMap: Sendable where Value: Sendable {}
