extension CustomField {
  /// What ClickUp calls a field's type.
  public enum Kind: Sendable, Hashable {
    case shortText, text, url, email, phone, number, currency, checkbox, dropDown, labels, date
    /// One that git-lora neither writes nor reads, by the API's name: `users`, `formula`.
    case other(String)

    private static let names: [(kind: Kind, name: String)] = [
      (.shortText, "short_text"), (.text, "text"), (.url, "url"), (.email, "email"),
      (.phone, "phone"), (.number, "number"), (.currency, "currency"), (.checkbox, "checkbox"),
      (.dropDown, "drop_down"), (.labels, "labels"), (.date, "date"),
    ]

    /// - Parameter name: as the API has it.
    public init(_ name: String) {
      self = Kind.names.first { $0.name == name }?.kind ?? .other(name)
    }

    /// As the API has it.
    public var name: String {
      if case .other(let name) = self { return name }
      return Kind.names.first { $0.kind == self }?.name ?? ""
    }

    /// As ClickUp's own dialogue calls it.
    var words: String {
      switch self {
      case .shortText, .text: "text"
      case .url: "website"
      case .currency: "money"
      case .dropDown: "dropdown"
      default: name
      }
    }
  }
}
