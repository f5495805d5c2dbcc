import LoraJSON
import Testing

struct JSONValueTests {
  @Test func documentIsRead() throws {
    let value = try JSONValue(
      parsing:
        #" {"a": [1, -2, 3.5, 1e2, 4.0], "b": {"c": null, "d": true}, "e": "x\u00e9\ud83d\ude00\n"} "#
    )
    #expect(value["a"]?.array?.map(\.double) == [1, -2, 3.5, 100, 4])
    #expect(value["a"]?.array?.map(\.integer) == [1, -2, nil, 100, 4])
    #expect(value["b"]?["c"] == nil)
    #expect(value["b"]?["d"]?.bool == true)
    #expect(value["e"]?.string == "xé😀\n")
  }

  @Test func largeIntegersStayExact() throws {
    #expect(try JSONValue(parsing: "9007199254740993").integer == 9_007_199_254_740_993)
  }

  @Test(arguments: [
    "", "{", "[1,]", "{\"a\":1,}", "{\"a\" 1}", "01", "+1", "1.", "nul", "\"a", "\"\\x\"",
    "\"\u{1}\"", "[1] 2", "NaN", "1e999", "{\"a\":1,\"a\":2}", "\"\\u12\"", "'a'", "-",
    "{\"b\":[{\"a\":1,\"a\":2}]}", "\"\\ud800\"", "1e", "-01", "{\"a\":}", "[", "[1 2]", "tru",
  ])
  func brokenDocumentIsRefused(text: String) {
    #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
  }

  @Test func whatIsNotUTF8IsRefused() {
    for bytes in [[0x22, 0xFF, 0x22], [0x22, 0x5C, 0x6E, 0xC3, 0x22], [0x7B, 0x22, 0x80, 0x22]] {
      #expect(throws: JSONError.self) {
        try bytes.map(UInt8.init).withUnsafeBytes { try JSONValue(parsing: $0) }
      }
    }
  }

  /// Two bytes of text become sixteen and more of memory.
  @Test func moreValuesThanAnyFileNeedsAreRefused() throws {
    let text = "[" + String(repeating: "1,", count: JSONReader.maximumValues) + "1]"
    let error = #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
    #expect(error?.reason.contains("more values") == true)
  }

  @Test func anEqualNameIsQuotedInFewWords() throws {
    let name = String(repeating: "\u{9B}", count: 1_000_000)
    let error = #expect(throws: JSONError.self) {
      try JSONValue(parsing: "{\"\(name)\":1,\"\(name)\":2}")
    }
    #expect(error.map { $0.description.utf8.count < 1000 } == true)
    #expect(error?.description.contains("\u{9B}") == false)
  }

  @Test func deepDocumentsAreRefused() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(try JSONValue(parsing: nested(60)).array?.count == 1)
    #expect(throws: JSONError.self) { try JSONValue(parsing: nested(100_000)) }
  }

  @Test func membersKeepTheirOrder() throws {
    let text = #"{"z":1,"a":[true,null,"\u0007\"\n"],"m":{},"n":-2.5}"#
    let value = try JSONValue(parsing: text)
    #expect(value.object?.keys == ["z", "a", "m", "n"])
    #expect(value.text() == text)
    #expect(try JSONValue(parsing: value.text(indented: true)) == value)
    #expect(JSONValue.object(["b": .integer(1), "a": .null]).text() == #"{"b":1,"a":null}"#)
  }

  @Test func aReaderOfOthersDataMayKeepEqualNames() throws {
    let text = Array(#"{"a":1,"b":2,"a":3}"#.utf8)
    let value = try text.withUnsafeBufferPointer { try JSONReader.read($0) }
    #expect(value.object?.duplicateKey == "a")
    #expect(value["a"] == .integer(3))
  }

  @Test func anErrorKnowsItsPlace() throws {
    let text = Array("{\n  \"é\": x}".utf8)
    let error = try #require(throws: JSONError.self) {
      try text.withUnsafeBytes { try JSONValue(parsing: $0) }
    }
    let place = text.withUnsafeBufferPointer { error.position(in: $0) }
    #expect(place == (2, 8))
    #expect(error.description == "expected a value at byte 10")
  }

  @Test func namesThatDifferByNormalisationAreTwo() throws {
    let value = try JSONValue(parsing: "{\"caf\\u00e9\": 1, \"cafe\\u0301\": 2}")
    #expect(value["caf\u{E9}"]?.integer == 1)
    #expect(value["cafe\u{301}"]?.integer == 2)
    // The Kelvin sign is equal to K.
    #expect(try JSONValue(parsing: "{\"\\u212a\": 1}")["K"] == nil)
    #expect(throws: JSONError.self) {
      try JSONValue(parsing: "{\"cafe\\u0301\": 1, \"cafe\u{301}\": 2}")
    }
  }
}
