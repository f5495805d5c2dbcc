import LoraSandbox
import Testing

struct MultipartTests {
  private struct Part: Equatable {
    let head: PartHead
    var bytes: [UInt8] = []
  }

  /// The parts, read in pieces of that many bytes.
  private func parts(_ body: String, boundary: String = "b", piece: Int) throws -> [Part] {
    var form = try #require(Multipart(contentType: "multipart/form-data; boundary=\(boundary)"))
    var parts: [Part] = []
    let bytes = Array(body.utf8)
    for start in stride(from: 0, to: bytes.count, by: piece) {
      try form.feed(bytes[start..<min(start + piece, bytes.count)]) { event in
        switch event {
        case .begin(let head): parts.append(Part(head: head))
        case .bytes(let bytes): if !parts.isEmpty { parts[parts.count - 1].bytes += bytes }
        case .end: break
        }
      }
    }
    #expect(form.isComplete)
    return parts
  }

  @Test(arguments: [1, 2, 3, 7, 1000])
  func piecesOfAnySize(piece: Int) throws {
    let body = """
      preamble\r\n--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nvalue\r
      --b\r\nContent-Type: text/plain\r\ncontent-disposition: form-data; name="attachment"; \
      filename="x.txt"\r\n\r\nline\r\n--not it\r\n\r\n--\r\n-\r\n--b  \r
      Content-Disposition: form-data; name="empty"; filename="e"\r\n\r\n\r\n--b--\r\nepilogue
      """
    let found = try parts(body, piece: piece)
    #expect(
      found == [
        Part(head: PartHead(name: "a", fileName: nil), bytes: Array("value".utf8)),
        Part(
          head: PartHead(name: "attachment", fileName: "x.txt"),
          bytes: Array("line\r\n--not it\r\n\r\n--\r\n-".utf8)),
        Part(head: PartHead(name: "empty", fileName: "e")),
      ])
  }

  @Test(arguments: [
    (#"filename="a b.txt""#, "a b.txt"), (#"filename="a\"b\\c.txt""#, "c.txt"),
    (#"filename="q\"q.txt""#, #"q"q.txt"#), (#"filename="q%22q.txt""#, #"q"q.txt"#),
    (#"filename=bare.txt"#, "bare.txt"), (#"filename="茶.txt""#, "茶.txt"),
    (#"filename="x"; filename*=UTF-8''%E8%8C%B6%20b.txt"#, "茶 b.txt"),
    (#"filename="../../etc/passwd""#, "passwd"), (#"filename="C:\dir\a.txt""#, "a.txt"),
    (#"filename="a;b=c.txt""#, "a;b=c.txt"), (#"filename="""#, ""),
  ])
  func fileNames(text: String, name: String) throws {
    let body =
      "--b\r\nContent-Disposition: form-data; name=\"attachment\"; \(text)\r\n\r\nx\r\n--b--\r\n"
    #expect(try parts(body, piece: 5).map(\.head.fileName) == [name])
  }

  @Test(arguments: ["attachment", "attachment[]", "attachment[0]", "attachment[12]"])
  func attachmentNames(name: String) {
    #expect(PartHead(name: name, fileName: "x").isAttachment)
  }

  @Test(arguments: ["attachments", "file", "attachment[x]", ""])
  func otherNames(name: String) {
    #expect(!PartHead(name: name, fileName: "x").isAttachment)
  }

  @Test(arguments: [
    nil, "application/json", "multipart/form-data", "multipart/form-data; boundary=",
    "multipart/mixed; boundary=b",
  ])
  func notAForm(type: String?) {
    #expect(Multipart(contentType: type) == nil)
  }

  @Test func quotedBoundaries() {
    #expect(Multipart(contentType: #"Multipart/Form-Data; charset=x; boundary="a b""#) != nil)
  }

  @Test func endlessHeadsAndJunkAreRefused() throws {
    for body in [
      "--b\r\n" + String(repeating: "x: y\r\n", count: 4000), "--bJUNK\r\n\r\nx\r\n--b--",
    ] {
      var form = try #require(Multipart(contentType: "multipart/form-data; boundary=b"))
      #expect(throws: Multipart.Malformed.self) { try form.feed(Array(body.utf8)) { _ in } }
    }
  }

  @Test func aFormThatStopsIsNotComplete() throws {
    var form = try #require(Multipart(contentType: "multipart/form-data; boundary=b"))
    try form.feed(Array("--b\r\nContent-Disposition: form-data\r\n\r\nabc\r\n--b".utf8)) { _ in }
    #expect(!form.isComplete)
  }
}
