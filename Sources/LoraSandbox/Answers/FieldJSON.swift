extension CustomField {
  /// As a list offers it.
  var json: JSON {
    [
      "id": .string(id), "name": .string(name), "type": .string(type), "type_config": config,
      "date_created": JSON(timeText: dateCreated), "hide_from_guests": false,
    ]
  }

  /// As a task shows it: one that is not set has no `value` at all.
  func json(value: JSON?, in state: State) -> JSON {
    var shown = json
    if let value {
      shown["value"] = FieldValue.readBack(value, of: self, in: state)
      shown["value_richtext"] = .null
    }
    shown["required"] = JSON(isRequired)
    return shown
  }
}
