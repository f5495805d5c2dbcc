import CLibYAML

/// One event of libyaml's parser, as Swift values.
struct YAMLEvent {
  enum Kind {
    case streamStart, streamEnd, documentStart, documentEnd
    case alias(String)
    case scalar(text: String, style: YAMLScalar.Style)
    case sequenceStart, sequenceEnd, mappingStart, mappingEnd
    case none
  }

  let kind: Kind
  let start: YAMLMark
  let end: YAMLMark
  var anchor: String?
  var tag: String?

  init(_ event: yaml_event_t) {
    start = YAMLMark(event.start_mark)
    end = YAMLMark(event.end_mark)
    switch event.type {
    case YAML_STREAM_START_EVENT: kind = .streamStart
    case YAML_STREAM_END_EVENT: kind = .streamEnd
    case YAML_DOCUMENT_START_EVENT: kind = .documentStart
    case YAML_DOCUMENT_END_EVENT: kind = .documentEnd
    case YAML_ALIAS_EVENT: kind = .alias(String(event.data.alias.anchor) ?? "")
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      let text = String(
        decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
      kind = .scalar(text: text, style: YAMLScalar.Style(scalar.style))
      (anchor, tag) = (String(scalar.anchor), String(scalar.tag))
    case YAML_SEQUENCE_START_EVENT:
      kind = .sequenceStart
      let sequence = event.data.sequence_start
      (anchor, tag) = (String(sequence.anchor), String(sequence.tag))
    case YAML_SEQUENCE_END_EVENT: kind = .sequenceEnd
    case YAML_MAPPING_START_EVENT:
      kind = .mappingStart
      let mapping = event.data.mapping_start
      (anchor, tag) = (String(mapping.anchor), String(mapping.tag))
    case YAML_MAPPING_END_EVENT: kind = .mappingEnd
    default: kind = .none
    }
  }
}

extension YAMLMark {
  init(_ mark: yaml_mark_t) {
    self.init(line: Int(mark.line) + 1, column: Int(mark.column) + 1, offset: Int(mark.index))
  }
}

extension YAMLScalar.Style {
  fileprivate init(_ style: yaml_scalar_style_t) {
    self =
      switch style {
      case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
      case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
      case YAML_LITERAL_SCALAR_STYLE: .literal
      case YAML_FOLDED_SCALAR_STYLE: .folded
      default: .plain
      }
  }
}

extension String {
  /// A C string of libyaml; nil for a null pointer.
  init?(_ pointer: UnsafeMutablePointer<yaml_char_t>?) {
    guard let pointer else { return nil }
    self.init(cString: pointer)
  }
}
