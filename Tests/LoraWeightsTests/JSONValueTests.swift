import LoraWeights
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
  ])
  func brokenDocumentIsRefused(text: String) {
    #expect(throws: JSONValue.Failure.self) { try JSONValue(parsing: text) }
  }
}
