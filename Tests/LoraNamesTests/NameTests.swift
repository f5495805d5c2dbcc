import LoraNames
import Testing

/// `café` in four code points, and in five.
private let composed = "caf\u{E9}"
private let decomposed = "cafe\u{301}"

@Suite struct ByteNameTests {
  @Test func namesThatDifferByNormalisationAreTwo() {
    #expect(composed == decomposed)
    #expect(ByteName(composed) != ByteName(decomposed))
    #expect(Set([ByteName(composed), ByteName(decomposed)]).count == 2)
  }

  /// U+212B and A with a ring are canonically equal and have as many bytes.
  @Test func equalLengthIsNotEnough() {
    let (sign, letters) = ("\u{212B}", "A\u{30A}")
    #expect(sign == letters && sign.utf8.count == letters.utf8.count)
    #expect(!sign.sameBytes(as: letters))
  }

  @Test func substringsHashAsStringsDo() {
    let part = ("x/" + decomposed).dropFirst(2)
    #expect(NameSet([decomposed]).contains(part))
  }

  @Test func ordersByBytes() {
    #expect(
      [composed, decomposed, "cafz"].inByteOrder().map { Array($0.utf8) } == [
        Array(decomposed.utf8), Array("cafz".utf8), Array(composed.utf8),
      ])
  }
}

@Suite struct NameBytesTests {
  @Test func aMarkBehindASlashHidesNothing() {
    let path = "data/\u{301}x.jsonl"
    #expect(path.begins(with: "data/"))
    #expect(path.holds("/"))
    #expect(
      path.pathComponents.map { Array($0.utf8) }
        == ["data", "\u{301}x.jsonl"].map { Array($0.utf8) })
    #expect(path.rest(after: "data/").map { Array($0.utf8) } == Array("\u{301}x.jsonl".utf8))
  }

  @Test func aPrefixOfAnotherNormalisationIsNone() {
    #expect("\(composed)/x".rest(after: decomposed) == nil)
    #expect(!"x/\(composed)".ends(with: decomposed))
  }

  /// U+0600 joins what follows it into one character.
  @Test(arguments: ["\u{600}.yaml", "a\u{200D}.yaml", "e\u{301}.YAML"])
  func aSuffixIsFoundBehindAnySign(name: String) {
    #expect(name.ends(with: ".yaml", ignoringCase: true))
    let stem = name.rest(before: ".yaml", ignoringCase: true)
    #expect(stem.map { $0.utf8.count } == name.utf8.count - 5)
  }

  @Test func keepsEmptyParts() {
    #expect("/a//b/".parts(at: "/") == ["", "a", "", "b", ""])
    #expect("".parts(at: "/") == [""])
    #expect("/a//b/".pathComponents == ["a", "b"])
    #expect("a=b=c".parts(at: "=", most: 1) == ["a", "b=c"])
  }
}

@Suite struct NameCollectionTests {
  @Test func aMapKeepsBothNames() {
    var map: NameMap<Int> = [composed: 1]
    map[decomposed] = 2
    map[composed, default: 0] += 10
    #expect(map.count == 2)
    #expect(map[composed] == 11)
    #expect(map.inByteOrder().map(\.value) == [2, 11])
    map.removeValue(forKey: decomposed)
    #expect(map.names.count == 1 && map[decomposed] == nil)
  }

  @Test func theFirstOfEqualNamesStays() {
    #expect(NameMap([("a", 1), ("a", 2)])["a"] == 1)
  }

  @Test func aSetKeepsBothNames() {
    var set: NameSet = [composed]
    let answers = [set.insert(decomposed), set.insert(decomposed)]
    #expect(answers == [true, false])
    #expect(set.subtracting([composed]).inByteOrder().map { $0.utf8.count } == [6])
    set.remove(composed)
    #expect(set.contains(decomposed) && !set.contains(composed))
  }
}

@Suite struct NameOfBytesTests {
  @Test func refusesWhatIsNoUTF8() {
    #expect(String(nameBytes: [0x63, 0xE9]) == nil)
    #expect(String(nameBytes: Array(composed.utf8)) == composed)
  }

  @Test func escapesOnlyTheBytesThatAreNoUTF8() {
    let latin = Array("data/caf".utf8) + [0xE9] + Array(".jsonl".utf8)
    #expect(String(escapingNameBytes: latin) == #"data/caf\xe9.jsonl"#)
    #expect(String(escapingNameBytes: [0xC3]) == #"\xc3"#)
    #expect(String(escapingNameBytes: [0xE2, 0x82, 0x41, 0xFF]) == #"\xe2\x82A\xff"#)
    #expect(String(escapingNameBytes: Array(decomposed.utf8)).sameBytes(as: decomposed))
  }
}
