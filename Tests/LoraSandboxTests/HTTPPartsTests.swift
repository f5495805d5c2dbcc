import LoraSandbox
import Testing

struct HTTPPartsTests {
  @Test(arguments: [
    ("bytes=0-", ByteRange.part(start: 0, count: 10)), ("bytes=3-5", .part(start: 3, count: 3)),
    ("bytes=3-99", .part(start: 3, count: 7)), ("bytes=-4", .part(start: 6, count: 4)),
    ("bytes=-40", .part(start: 0, count: 10)), ("bytes=10-", .unsatisfiable),
    ("bytes=-0", .unsatisfiable), ("bytes=5-3", .whole), ("bytes=a-b", .whole), ("bytes=-", .whole),
    ("bytes=0-1,3-4", .whole), ("lines=0-1", .whole), ("bytes=9999999999999999999-", .whole),
    ("bytes=--1", .whole),
  ])
  func ranges(text: String, range: ByteRange) {
    #expect(ByteRange(text, condition: nil, etag: "\"e\"", size: 10) == range)
    #expect(ByteRange(text, condition: "\"e\"", etag: "\"e\"", size: 10) == range)
    #expect(ByteRange(text, condition: "\"old\"", etag: "\"e\"", size: 10) == .whole)
  }

  @Test(
    arguments: [
      (["127.0.0.1:80"], [], true), (["localhost:80"], [], true), (["LOCALHOST:80"], [], true),
      ([], [], false), (["127.0.0.1:80", "127.0.0.1:80"], [], false), (["127.0.0.1"], [], false),
      (["127.0.0.1:81"], [], false), (["evil.example:80"], [], false),
      (["127.0.0.1:80.evil.example"], [], false), (["[::1]:80"], [], false),
      (["127.0.0.1:80"], ["http://127.0.0.1:80"], true),
      (["127.0.0.1:80"], ["http://localhost:80"], true), (["127.0.0.1:80"], ["null"], false),
      (["127.0.0.1:80"], ["https://127.0.0.1:80"], false),
      (["127.0.0.1:80"], ["http://evil.example"], false),
      (["127.0.0.1:80"], ["http://127.0.0.1:81"], false),
      (["127.0.0.1:80"], ["http://127.0.0.1:80", "http://evil.example"], false),
    ] as [([String], [String], Bool)])
  func gate(hosts: [String], origins: [String], letsIn: Bool) {
    #expect(HostGate(port: 80).letsIn(hosts: hosts, origins: origins) == letsIn)
  }

  @Test func pictures() {
    let png: [UInt8] =
      [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13] + Array("IHDR".utf8)
      + [0, 0, 0, 2, 0, 0, 1, 0, 8, 2, 0, 0, 0, 0, 0, 0, 0]
    #expect(Picture(png) == Picture(format: .png, width: 2, height: 256))
    #expect(Picture(Array(png.prefix(20))) == nil)
    let jpeg: [UInt8] = [
      0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc2, 0, 17, 8, 1, 4, 0, 5, 3, 0, 0, 0,
    ]
    #expect(Picture(jpeg) == Picture(format: .jpeg, width: 5, height: 260))
    #expect(Picture(Array(jpeg.prefix(12))) == nil)
    let webp = Array("RIFF____WEBPVP8X".utf8) + [10, 0, 0, 0, 0, 0, 0, 0, 4, 1, 0, 2, 0, 0]
    #expect(Picture(webp) == Picture(format: .webp, width: 261, height: 3))
    for text in ["<svg xmlns='http://www.w3.org/2000/svg'/>", "<html>", "GIF89a", ""] {
      #expect(Picture(Array(text.utf8)) == nil)
    }
  }

  @Test func queries() {
    let query = Query("a=1&b%5B%5D=x%20y&b[]=z&c=%E8%8C%B6+d&empty=&flag=True&bad=%zz")
    #expect(query["a"] == "1" && query.all("b") == ["x y", "z"] && query["c"] == "茶 d")
    #expect(query["empty"] == "" && query["none"] == nil && query.flag("flag"))
    #expect(query["bad"] == "%zz")
  }

  @Test func jsonIsWrittenAndRead() throws {
    let text = #"{"a":[1,-2.5,true,null,"\"\\\n茶\u0001"],"b":{}}"#
    let json = try #require(JSON.parse(Array(text.utf8)))
    #expect(String(decoding: json.bytes, as: UTF8.self) == text)
    for wrong in ["", "{", "nul", "{\"a\":}", "\u{0}"] {
      #expect(JSON.parse(Array(wrong.utf8)) == nil)
    }
    #expect(JSON.parse(Array(String(repeating: "[", count: 100_000).utf8)) == nil)
  }
}
