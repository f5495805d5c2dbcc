/// A custom field of a list, and on a task its value.
public struct CustomField: Sendable, Equatable {
  public let id: String
  public let name: String
  public let kind: Kind
  /// Of a drop-down or labels, in the field's order.
  public let options: [Option]
  /// Nil: unset.
  public let value: FieldValue?

  public struct Option: Sendable, Equatable {
    public let id: String
    public let name: String
    /// What a drop-down reads back as.
    public let order: Int

    public init(id: String, name: String, order: Int) {
      self.id = id
      self.name = name
      self.order = order
    }
  }

  public init(
    id: String, name: String, kind: Kind, options: [Option] = [], value: FieldValue? = nil
  ) {
    self.id = id
    self.name = name
    self.kind = kind
    self.options = options
    self.value = value
  }
}
