/// Which of the names in one folder are parts of a data set that are held out from training:
/// `valid.jsonl` beside `train.jsonl`, or `test/` beside `train/`.
///
/// The words are those of mlx-lm (`train`, `valid`, `test`) and of Hugging Face's datasets, whose
/// files are also called `train-00000-of-00001` or `test_sft`.
struct SplitNames {
  private let hasTraining: Bool

  /// - Parameter names: of the files and folders that stand side by side.
  init(_ names: [String]) {
    hasTraining = names.contains { Self.part(of: $0, isIn: Self.training) }
  }

  func isHeldOut(_ name: String) -> Bool { hasTraining && Self.isForTests(name) }

  /// Whether a name, or a path's last part, says validation or test.
  static func isForTests(_ path: String) -> Bool {
    part(of: path, isIn: heldOut) && !part(of: path, isIn: training)
  }

  private static let training: Set<String> = ["train", "training"]
  private static let heldOut: Set<String> = [
    "valid", "validation", "val", "test", "tests", "testing", "eval", "evaluation", "dev",
    "heldout", "holdout",
  ]

  /// Whether the first or the last word of a name is one of `words`.
  private static func part(of path: String, isIn words: Set<String>) -> Bool {
    let name = path.split(separator: "/").last ?? ""
    let stem = name.lastIndex(of: ".").map { name[..<$0] } ?? name
    let parts = stem.lowercased().split { !$0.isLetter }.map(String.init)
    return [parts.first, parts.last].contains { $0.map(words.contains) ?? false }
  }
}

/// Files that describe a data set or a project and are found beside the data.
enum Documentation {
  /// Whether a text file's name is that of documentation, or a .json file's that of metadata. Lines of
  /// .jsonl are always data.
  static func isNamed(_ name: String) -> Bool {
    let parts = name.lowercased().split(separator: ".", maxSplits: 1).map(String.init)
    guard let stem = parts.first, let ending = parts.last, parts.count == 2 else { return false }
    if ending == "json" { return metadata.contains(stem) }
    guard ending == "txt" || ending.hasSuffix(".txt") else { return false }
    let words = stem.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    return documents.contains(words.joined(separator: "_"))
      || words.first.map(heads.contains) == true
  }

  /// First words: `README_zh.txt`, `LICENSE-MIT.txt`.
  private static let heads: Set<String> = [
    "readme", "license", "licence", "licenses", "copying", "copyright", "notice", "changelog",
    "citation", "contributing", "contributors", "acknowledgements", "acknowledgments",
    "requirements",
  ]
  private static let documents: Set<String> = [
    "read_me", "changes", "history", "authors", "maintainers", "code_of_conduct", "security",
    "terms", "terms_of_use", "disclaimer", "version", "install", "todo", "manifest", "checksums",
    "md5sums", "sha256sums", "dataset_card", "data_card", "datacard", "datasheet",
  ]
  private static let metadata: Set<String> = [
    "dataset_info", "dataset_infos", "dataset_dict", "dataset-metadata", "state", "datapackage",
    "croissant", "package", "package-lock", "citation",
  ]
}
