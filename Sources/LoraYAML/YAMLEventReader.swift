import CLibYAML

/// libyaml's parser over one text; owns and frees it.
final class YAMLEventReader {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let input: UnsafeMutableBufferPointer<UInt8>
  private let source: YAMLSource

  init(_ source: YAMLSource) {
    self.source = source
    let text = source.bytes.withoutByteOrderMark
    input = .allocate(capacity: max(1, text.count))
    _ = input.initialize(fromContentsOf: text)
    parser = .allocate(capacity: 1)
    let ready = yaml_parser_initialize(parser)
    precondition(ready == 1, "out of memory")
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, input.baseAddress, text.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
    input.deallocate()
  }

  func next() throws(Diagnostic) -> YAMLEvent {
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else { throw syntaxError() }
    defer { yaml_event_delete(&event) }
    return YAMLEvent(event)
  }

  private func syntaxError() -> Diagnostic {
    let parser = self.parser.pointee
    return SyntaxError(
      problem: parser.problem.map { String(cString: $0) } ?? "not YAML",
      problemMark: YAMLMark(parser.problem_mark),
      contextMark: parser.context == nil ? nil : YAMLMark(parser.context_mark)
    ).diagnostic(in: source)
  }
}
