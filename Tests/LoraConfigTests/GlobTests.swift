import LoraConfig
import Testing

@Test(
  arguments: [
    ("configs/**/*.yaml", "configs/a.yaml", true),
    ("configs/**/*.yaml", "configs/a/b/c.yaml", true),
    ("configs/**/*.yaml", "x/configs/a.yaml", false), ("configs/**/*.yaml", "configs/a.yml", false),
    ("configs/*.yaml", "configs/a/b.yaml", false), ("*.yaml", "a/b/c.yaml", true),
    ("/*.yaml", "a/c.yaml", false), ("/*.yaml", "c.yaml", true), ("**/c.yaml", "c.yaml", true),
    ("**/c.yaml", "a/b/c.yaml", true), ("a/**", "a/b/c", true), ("a/**", "b/a", false),
    ("a/**/b", "a/b", true), ("a/**/b", "a/x/y/b", true), ("a/**/b/**/c", "a/b/x/c", true),
    ("?.txt", "a.txt", true), ("?.txt", "ab.txt", false), ("?.txt", "模.txt", true),
    ("[a-c].txt", "b.txt", true), ("[!a-c].txt", "b.txt", false), ("[!a-c].txt", "d.txt", true),
    ("[]x].txt", "].txt", true), ("[a.txt", "[a.txt", true), ("\\*.txt", "*.txt", true),
    ("\\*.txt", "a.txt", false), ("a*b*c", "aXbYc", true), ("a*b*c", "aXbY", false),
    ("checkpoint-*/optimizer.pt", "checkpoint-10/optimizer.pt", true),
    ("checkpoint-*/optimizer.pt", "checkpoint-10/x/optimizer.pt", false),
    ("a**b", "aXXb", true), ("a/*/", "a/b", true), ("*", ".hidden", true), ("", "a", false),
    ("[a-]", "-", true), ("[^a]", "a", false),
  ] as [(String, String, Bool)])
func patternsMatchAsInGitignore(_ pattern: String, _ path: String, _ expected: Bool) {
  #expect(Glob(pattern).matches(path) == expected)
}

/// Backtracking matchers take longer than anyone waits for this one.
@Test func manyStarsTakeLittle() {
  let pattern = String(repeating: "*a", count: 60) + "b"
  #expect(!Glob(pattern).matches(String(repeating: "a", count: 4000)))
  let deep = String(repeating: "**/", count: 200) + "x"
  #expect(!Glob(deep).matches(String(repeating: "a/", count: 500) + "y"))
}

@Test(arguments: [
  ("configs/a/v1.yaml", "a/v1"), ("configs/a.yml", "a"), ("./configs/./a.yaml", "a"),
  ("experiments/b.yaml", "experiments/b"), ("top.yaml", "top"), ("/elsewhere/x/y.yaml", "y"),
  ("configs/my style.yaml", "my-style"), ("configs/a..b.yaml", "a-.b"), ("configs/.x.yaml", "-x"),
  ("configs/a.lock.yaml", "a-lock"), ("configs/a~1^2:3?4*5[6\\7.yaml", "a-1-2-3-4-5-6-7"),
  ("configs/模型/一.yaml", "模型/一"), ("configs/a@{b.yaml", "a-{b"), ("configs/@.yaml", "-"),
  ("configs/-a.yaml", "-a"), ("configs/a..yaml", "a-"), ("configs/v1.2.yaml", "v1.2"),
  ("configs/a.YAML", "configs/a"), ("../outside/x.yaml", "outside/x"),
  ("configs/a\u{7F}b.yaml", "a-b"),
])
func aRunIsNamedAfterItsConfig(_ path: String, _ expected: String) {
  let name = RunName(configPath: path, patterns: TeamSettings.standard.configs)
  #expect(name.text == expected)
}

@Test func whatWasReplacedIsKnown() {
  let mended = RunName(configPath: "configs/my style.yaml", patterns: ["configs/*.yaml"])
  #expect(mended.isMended)
  #expect(mended.original == "my style")
  #expect(!RunName("a/b").isMended)
  #expect(RunName("").text == "-")
  #expect(RunName("/a//b/").text == "a/b")
}

@Test func thePatternsFixedFolderIsLeftOut() {
  #expect(RunName(configPath: "lab/x/a.yaml", patterns: ["lab/x/*.yaml"]).text == "a")
  #expect(RunName(configPath: "lab/x/a.yaml", patterns: ["lab/*/*.yaml"]).text == "x/a")
  #expect(RunName(configPath: "x/a.yaml", patterns: ["*.yaml"]).text == "x/a")
}
