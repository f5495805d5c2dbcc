import LoraNames

/// libyaml's complaint in words that someone who edits a config can act on.
struct SyntaxError {
  let problem: String
  let problemMark: YAMLMark
  let contextMark: YAMLMark?

  func diagnostic(in source: YAMLSource) -> Diagnostic {
    if let tab = tabInIndentation(of: source) {
      return source.diagnostic(
        at: tab, "tab in the indentation", hint: "YAML is indented with spaces only")
    }
    let (message, hint) = words(at: character(in: source))
    let mark = pointsAtContext ? contextMark ?? problemMark : problemMark
    return source.diagnostic(at: mark, message, hint: hint)
  }

  /// Where the reader begins to go wrong rather than where libyaml noticed.
  private var pointsAtContext: Bool {
    problem == "could not find expected ':'" || problem.contains("unexpected end of stream")
      || problem.begins(with: "did not find expected ',' or")
  }

  private func words(at character: Unicode.Scalar?) -> (message: String, hint: String?) {
    switch problem {
    case "could not find expected ':'":
      return ("no ':' after a key", "write `key: value`, with a space after the colon")
    case "mapping values are not allowed in this context":
      return (
        "a ':' where no key can stand",
        "one `key: value` a line, same indentation; quote a value that contains ': '"
      )
    case "did not find expected key":
      return (
        "this line does not fit the lines before it",
        "keys of one level start in the same column; quotes and brackets must be closed"
      )
    case "did not find expected ',' or ']'": return ("a list that is not closed with ']'", nil)
    case "did not find expected ',' or '}'": return ("a map that is not closed with '}'", nil)
    case "found character that cannot start any token":
      let name = character.map { "'\($0)'" } ?? "this character"
      return ("a value cannot start with \(name)", "put quotes around it")
    case "found unexpected end of stream": return ("a quote that is never closed", nil)
    case "found unknown escape character":
      return (
        "an escape that double quotes do not know",
        "write paths with '/' or in single quotes"
      )
    default: return (problem, nil)
    }
  }

  private func character(in source: YAMLSource) -> Unicode.Scalar? {
    let scalars = Array(source.line(problemMark.line).unicodeScalars)
    let index = problemMark.column - 1
    return scalars.indices.contains(index) ? scalars[index] : nil
  }

  private func tabInIndentation(of source: YAMLSource) -> YAMLMark? {
    let indentation = source.line(problemMark.line).unicodeScalars.prefix {
      $0 == " " || $0 == "\t"
    }
    guard let tab = indentation.firstIndex(of: "\t") else { return nil }
    let column = indentation.distance(from: indentation.startIndex, to: tab) + 1
    let offset = problemMark.offset - problemMark.column + column
    return YAMLMark(line: problemMark.line, column: column, offset: offset)
  }
}
