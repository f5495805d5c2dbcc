import FoundationEssentials

/// `GET /v2/list/{id}/field`.
struct FieldsAnswer: Decodable {
  let value: [CustomField]

  init(from decoder: any Decoder) throws {
    value = try decoder.members().decode([FieldAnswer].self, forKey: "fields").map(\.value)
  }
}

struct FieldAnswer: Decodable {
  let value: CustomField

  init(from decoder: any Decoder) throws {
    let field = try decoder.members()
    let kind = CustomField.Kind(field.text("type") ?? "")
    let settings = try? field.nestedContainer(keyedBy: MemberName.self, forKey: "type_config")
    let options = settings?.readable("options", of: OptionAnswer.self) ?? []
    value = CustomField(
      id: try field.needed("id"), name: field.text("name") ?? "", kind: kind,
      options: options.enumerated().map { $1.option(at: $0) },
      value: field.part("value", as: JSON.self).flatMap { FieldValue($0, in: kind) })
  }
}

/// A drop-down's option has a `name`, one of labels a `label`.
private struct OptionAnswer: Decodable {
  let id: String
  let name: String
  let order: Int?

  init(from decoder: any Decoder) throws {
    let option = try decoder.members()
    id = try option.needed("id")
    name = option.text("name") ?? option.text("label") ?? ""
    order = option.whole("orderindex")
  }

  func option(at index: Int) -> CustomField.Option {
    CustomField.Option(id: id, name: name, order: order ?? index)
  }
}

extension FieldValue {
  /// Numbers, dates and check boxes also come as text. An empty text is no value.
  init?(_ json: JSON, in kind: CustomField.Kind) {
    switch json {
    case .null, .text(""): return nil
    case .flag(let value): self = .flag(value)
    case .whole(let value): self = .number(Double(value))
    case .number(let value): self = .number(value)
    case .text(let text):
      if [.number, .currency, .date].contains(kind), let number = Double(text), number.isFinite {
        self = .number(number)
      } else if kind == .checkbox, text == "true" || text == "false" {
        self = .flag(text == "true")
      } else {
        self = .text(text)
      }
    case .list, .object: self = .other(json.compactText)
    }
  }
}

extension JSON {
  /// On one line, members sorted by name.
  var compactText: String { String(decoding: bytes, as: UTF8.self) }

  var bytes: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Only a number that is not finite could fail, and none comes from JSON.
    return (try? encoder.encode(self)).map { [UInt8]($0) } ?? Array("null".utf8)
  }
}
