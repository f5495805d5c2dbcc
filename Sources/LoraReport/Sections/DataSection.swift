import LoraExperiment
import LoraNames

/// The files that each run trained on; runs with equal manifests share a table.
enum DataSection {
  /// Above this the page names only the first files, and says so.
  private static let mostFiles = 500

  static func html(_ runs: [ReportRun]) -> [HTML] {
    var groups: [(manifest: DataManifest, runs: [Int])] = []
    for (index, run) in runs.enumerated() {
      guard let manifest = run.data else { continue }
      if let known = groups.firstIndex(where: { $0.manifest == manifest }) {
        groups[known].runs.append(index)
      } else {
        groups.append((manifest, [index]))
      }
    }
    let common = groups.dropFirst().reduce(Set(groups.first?.manifest.files.map(Key.init) ?? [])) {
      $0.intersection($1.manifest.files.map(Key.init))
    }
    return groups.map { table($0.manifest, of: $0.runs.map { ($0, runs[$0]) }, common: common) }
  }

  private struct Key: Hashable {
    let path: ByteName
    let digest: String

    init(_ file: DataFile) {
      path = ByteName(file.path)
      digest = file.digest.hex
    }
  }

  private static func table(
    _ manifest: DataManifest, of runs: [(index: Int, run: ReportRun)], common: Set<Key>
  ) -> HTML {
    let files = manifest.files
    let bytes = files.reduce(0) { $0 + $1.bytes }
    let count = files.count == 1 ? "1 file" : "\(Quantity.count(files.count)) files"
    let rows = files.prefix(mostFiles).map { row($0, isCommon: common.contains(Key($0))) }
    let left = files.count - rows.count
    let heads: [HTML] = ["File", "Size", "SHA-256"]
    return .element(
      "details", files.count <= 12 ? [.flag("open")] : [],
      [
        .element(
          "summary",
          runs.map {
            .element("span", [.class("run-name")], [Swatch.html($0.index), .text($0.run.title)])
          }
            + [.text(" \(count), \(Quantity.bytes(bytes))")]),
        .element(
          "table", [.class("manifest")],
          [
            .element(
              "thead",
              [.element("tr", heads.map { .element("th", [.of("scope", "col")], [$0]) })]),
            .element("tbody", rows),
          ]),
        left > 0
          ? .element("p", [.text("and \(Quantity.count(left)) more; data.json has them all.")])
          : .group([]),
      ])
  }

  private static func row(_ file: DataFile, isCommon: Bool) -> HTML {
    let sign: [HTML] =
      isCommon
      ? []
      : [
        .element("span", [.class("differs-sign"), .of("title", "not in all runs")], ["≠"]),
        .element("span", [.class("unseen")], [" not in all runs"]),
      ]
    return .element(
      "tr", isCommon ? [] : [.class("differs")],
      [
        .element("th", [.of("scope", "row")], [.text(VisibleText.line(file.path))] + sign),
        .element("td", [.class("size")], [.text(Quantity.bytes(file.bytes))]),
        .element("td", [.class("digest")], [.element("code", [.text(file.digest.hex)])]),
      ])
  }
}
