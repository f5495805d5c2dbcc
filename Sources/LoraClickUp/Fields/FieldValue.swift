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
