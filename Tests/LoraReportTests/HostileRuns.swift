import LoraDigest
import LoraExperiment
import LoraReport

/// Runs in which everything that other people name or write tries to get out.
enum HostileRuns {
  static let texts = [
    "</script><script>window.hacked = 1; alert(1)</script>",
    "<!-- <script>window.hacked = 1</script> --><img src=x onerror=\"window.hacked = 1\">",
    "\" onmouseover=\"window.hacked = 1\" x=\"' autofocus onfocus='window.hacked = 1",
    "</style></textarea></title><svg onload=window.hacked=1><iframe src=javascript:alert(1)>",
    "<a href=\"https://example.invalid/\">link</a><link rel=stylesheet href=//example.invalid/x.css>",
    "line\u{2028}separator\u{2029}paragraph \u{202E}reversed\u{202C} \u{2066}isolated\u{2069}",
    "\u{1B}[31mred\u{1B}]0;title\u{07} \u{0}null \u{9B}31m \u{7F} \r\n {{constructor}} ${1+1} `x`",
    "&lt;b&gt; &amp; &#60;script&#62; ]]> <![CDATA[ x ]]>",
    String(repeating: "unbroken", count: 60),
  ]

  static let all = texts.joined(separator: "\n")

  static var runs: [ReportRun] {
    (0..<2).map { index in
      var run = SampleRuns.run(index, points: 40)
      run.title = "runs/\(texts[index])\(texts[8])"
      run.commit = texts[2]
      run.record.reason = all
      run.record.config = texts[0]
      run.record.overrides = texts
      run.record.host.name = texts[1]
      run.record.trainer.name = texts[3]
      run.settings = texts.enumerated().map { ("\($0.offset) \($0.element)", all + "\(index)") }
      run.samples = texts.map { (name: $0, text: all) }
      run.data = DataManifest(
        files: texts.map { DataFile(path: $0, bytes: 1, digest: Digest.of($0)) })
      run.logTail = all
      run.moduleNorms = texts.map { ModuleNorm(layer: 0, module: $0, norm: 1) }
      return run
    }
  }
}
