import LoraFiles
import Testing

/// Slashes that Swift's characters hide.
@Suite struct PathPartsTests {
  @Test(arguments: [
    ("a/b", ["a", "b"]), ("link\u{600}/hook", ["link\u{600}", "hook"]),
    ("a/\u{301}b/c", ["a", "\u{301}b", "c"]), ("/x", ["", "x"]), ("", [""]),
  ])
  func partsAreThoseOfTheKernel(path: String, parts: [String]) {
    #expect(PathParts.of(path).map { Array($0.utf8) } == parts.map { Array($0.utf8) })
    #expect(Files.name(of: path) == (parts.last { !$0.isEmpty } ?? ""))
  }

  @Test func aParentIsTheFolder() {
    #expect(Files.parent(of: "samples/\u{301}x.png") == "samples")
    #expect(PathParts.begins(".\u{301}x", with: "."))
  }
}
