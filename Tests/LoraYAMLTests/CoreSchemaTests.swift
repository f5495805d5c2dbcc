import LoraYAML
import Testing

@Test(
  arguments: [
    ("", .null), ("~", .null), ("null", .null), ("Null", .null), ("nULL", .string("nULL")),
    ("true", .boolean(true)), ("False", .boolean(false)), ("TRUE", .boolean(true)),
    ("yes", .string("yes")), ("no", .string("no")), ("on", .string("on")), ("off", .string("off")),
    ("y", .string("y")), ("0", .integer(0)), ("-0", .integer(0)), ("+7", .integer(7)),
    ("007", .integer(7)), ("-12", .integer(-12)), ("0o17", .integer(15)), ("0x1F", .integer(31)),
    ("0xg", .string("0xg")), ("0x", .string("0x")), ("0x-1", .string("0x-1")),
    ("0o8", .string("0o8")), ("-0x1", .string("-0x1")), ("1_000", .string("1_000")),
    ("1:30", .string("1:30")), ("190:20:30", .string("190:20:30")), ("2e-4", .float(2e-4)),
    ("2E+4", .float(2e4)), ("1e3", .float(1000)), (".5", .float(0.5)), ("5.", .float(5)),
    ("-.5e1", .float(-5)), ("1.5.2", .string("1.5.2")), (".", .string(".")), ("e5", .string("e5")),
    ("1e", .string("1e")), ("1e+", .string("1e+")), ("+", .string("+")), ("--1", .string("--1")),
    (".inf", .float(.infinity)), ("-.Inf", .float(-.infinity)), ("+.INF", .float(.infinity)),
    ("inf", .string("inf")), ("nan", .string("nan")), ("0.1", .float(0.1)),
    ("9223372036854775807", .integer(.max)), ("9223372036854775808", .float(9.223372036854776e18)),
    ("2024-01-01", .string("2024-01-01")), ("1e400", .float(.infinity)), ("１２", .string("１２")),
  ] as [(String, YAMLValue)])
func plainScalarsFollowTheCoreSchema(_ text: String, _ value: YAMLValue) {
  #expect(YAMLScalar(text).value == value)
}

@Test(arguments: [".nan", ".NaN", ".NAN"]) func notANumberIsAFloat(_ text: String) throws {
  guard case .float(let number) = try #require(YAMLScalar(text).value) else {
    Issue.record("no float")
    return
  }
  #expect(number.isNaN)
}

@Test func quotedScalarsAreText() {
  #expect(YAMLScalar("1", style: .singleQuoted).value == .string("1"))
  #expect(YAMLScalar("", style: .doubleQuoted).value == .string(""))
  #expect(YAMLScalar("true", style: .literal).value == .string("true"))
}

@Test func tagsDecide() {
  #expect(YAMLScalar("1", tag: .string).value == .string("1"))
  #expect(YAMLScalar("1", style: .doubleQuoted, tag: .integer).value == .integer(1))
  #expect(YAMLScalar("1", tag: .float).value == .float(1))
  #expect(YAMLScalar("x", tag: .integer).value == nil)
  #expect(YAMLScalar("1.5", tag: .integer).value == nil)
  #expect(YAMLScalar("1", tag: .boolean).value == nil)
}
