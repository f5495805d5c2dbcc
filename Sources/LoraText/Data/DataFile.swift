import LoraJSON

/// Reads one file of training data, line by line, collecting every problem.
struct DataFile {
  let path: String
  private(set) var records: [TrainingRecord] = []
  private(set) var problems = DataProblems()
  /// The form of the file's first good line.
  private var form: (DataForm, line: Int)?

  init(_ path: String) {
    self.path = path
    let bytes: [UInt8]
    do {
      bytes = try TextFile.read(path)
    } catch {
      switch error {
      case .missing: report(nil, "there is no such file")
      case .system(let reason): report(nil, reason)
      case .tooLarge: report(nil, "the file is larger than 512 MiB", hint: "split it")
      }
      return
    }
    read(bytes)
  }

  private mutating func read(_ bytes: [UInt8]) {
    if let unfit = UnfitFile(bytes, path: path) {
      return report(nil, unfit.message, hint: unfit.hint)
    }
    bytes.withUnsafeBufferPointer { buffer in
      let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
      let start = buffer.starts(with: byteOrderMark) ? byteOrderMark.count : 0
      let content = UnsafeBufferPointer(rebasing: buffer[start...])
      switch (DataFormat(path: path), content.firstVisible) {
      case (.text?, _): readLines(content)
      case (_, UInt8(ascii: "[")): readList(content)
      case (.json?, UInt8(ascii: "{")) where !content.firstLineIsJSON: readSpread(content)
      default: readLines(content)
      }
    }
    if records.isEmpty && problems.isEmpty { report(nil, "the file holds no example") }
  }

  private mutating func readLines(_ content: UnsafeBufferPointer<UInt8>) {
    let isText = DataFormat(path: path) == .text
    var start = 0
    var number = 0
    while start < content.count {
      let end = content[start...].firstIndex(of: UInt8(ascii: "\n")) ?? content.count
      number += 1
      var line = UnsafeBufferPointer(rebasing: content[start..<end])
      if line.last == UInt8(ascii: "\r") { line = UnsafeBufferPointer(rebasing: line.dropLast()) }
      if isFit(line, number) {
        if isText { readText(line, number) } else { readJSON(line, number) }
      }
      start = end + 1
    }
  }

  /// Whether a line is UTF-8 without NUL.
  private mutating func isFit(_ line: UnsafeBufferPointer<UInt8>, _ number: Int) -> Bool {
    if let offset = TextFile.firstInvalidByte(line) {
      report(number, column: line.column(of: offset), "the line is not valid UTF-8")
      return false
    }
    if let offset = line.firstIndex(of: 0) {
      report(number, column: line.column(of: offset), "the line holds a NUL character")
      return false
    }
    return true
  }

  private mutating func readText(_ line: UnsafeBufferPointer<UInt8>, _ number: Int) {
    let text = String(decoding: line, as: UTF8.self)
    guard !text.isBlank else { return }
    if records.isEmpty, line.firstVisible == UInt8(ascii: "{"),
      let object = (try? JSONReader.read(line))?.object, !DataForm.found(in: object).isEmpty
    {
      return report(
        number, "the lines are JSON, and a .txt file's lines are trained as they stand",
        hint: "name the file .jsonl")
    }
    append(.text(text), number)
  }

  private mutating func readJSON(_ line: UnsafeBufferPointer<UInt8>, _ number: Int) {
    guard line.firstVisible != nil else { return }
    do {
      accept(try JSONReader.read(line), number)
    } catch {
      report(number, column: error.position(in: line).column, error.reason, hint: hint(line))
    }
  }

  private func hint(_ line: UnsafeBufferPointer<UInt8>) -> String? {
    line.firstVisible == UInt8(ascii: "{")
      ? nil : "each line is one JSON object; plain text lines belong in a .txt file"
  }

  /// One list of objects.
  private mutating func readList(_ content: UnsafeBufferPointer<UInt8>) {
    read(content, by: JSONReader.readElements)
  }

  /// Objects of several lines each, one behind the other.
  private mutating func readSpread(_ content: UnsafeBufferPointer<UInt8>) {
    read(content, by: JSONReader.readSequence)
  }

  private mutating func read(
    _ content: UnsafeBufferPointer<UInt8>,
    by reading: (UnsafeBufferPointer<UInt8>, (Int, JSONValue) -> Void) throws(JSONError) -> Void
  ) {
    if let offset = TextFile.firstInvalidByte(content) {
      let (line, column) = JSONError(offset: offset, reason: "").position(in: content)
      return report(line, column: column, "the line is not valid UTF-8")
    }
    var elements: [(offset: Int, value: JSONValue)] = []
    do throws(JSONError) {
      try reading(content) { elements.append(($0, $1)) }
    } catch {
      let (line, column) = error.position(in: content)
      report(line, column: column, error.reason)
    }
    var line = 1
    var counted = 0
    for (offset, value) in elements {
      line += content[counted..<offset].count { $0 == UInt8(ascii: "\n") }
      counted = offset
      accept(value, line)
    }
  }

  private mutating func accept(_ value: JSONValue, _ line: Int) {
    var parser = RecordParser()
    let (form, content) = parser.parse(value)
    for complaint in parser.complaints { report(line, complaint.message, hint: complaint.hint) }
    guard let form, let content else { return }
    if let (first, firstLine) = self.form, first != form {
      return report(
        line, "the form is \(form.rawValue), but line \(firstLine) began with \(first.rawValue)",
        hint: "give each form a file of its own")
    }
    if self.form == nil { self.form = (form, line) }
    append(content, line)
  }

  private mutating func append(_ content: TrainingRecord.Content, _ line: Int) {
    records.append(
      TrainingRecord(source: DataSource(path: path, line: line), content: content))
  }

  private mutating func report(
    _ line: Int?, column: Int? = nil, _ message: String, hint: String? = nil
  ) {
    problems.add(DataProblem(path: path, line: line, column: column, message, hint: hint))
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether the first line with something on it is a JSON value of its own.
  fileprivate var firstLineIsJSON: Bool {
    let lines = split(separator: UInt8(ascii: "\n"), maxSplits: 64)
    guard let line = lines.first(where: { Self(rebasing: $0).firstVisible != nil }) else {
      return false
    }
    return (try? JSONReader.read(Self(rebasing: line))) != nil
  }

  /// The first byte that is no JSON white space.
  var firstVisible: UInt8? { first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D } }

  /// The one-based column, in characters, of byte `offset` of a line.
  func column(of offset: Int) -> Int {
    1 + self[..<offset].reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
  }
}
