/// A custom field of a list, and on a task its value.
public struct CustomField: Sendable, Equatable {
  public let id: String
  public let name: String
  /// `short_text`, `text`, `url`, `number`, `drop_down`, `labels`, `date`, `checkbox`, …
  public let type: String
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
    id: String, name: String, type: String, options: [Option] = [], value: FieldValue? = nil
  ) {
    self.id = id
    self.name = name
    self.type = type
    self.options = options
    self.value = value
  }
}

/// A field's value as read.
public enum FieldValue: Sendable, Equatable {
  case text(String)
  case number(Double)
  case flag(Bool)
  /// Labels, users, … : what git-lora does not write, as the JSON that came.
  case other(String)
}

/// A field's value as written.
public enum FieldInput: Sendable, Equatable {
  case text(String)
  case number(Double)
  case flag(Bool)
  /// An option's id.
  case option(String)
  case options([String])
  /// Milliseconds since 1970.
  case date(Int)
}
