import LoraFiles
import LoraNames

/// The adapter of a trainer that was cut off: the last one that it left whole.
enum LastAdapter {
  /// What it announced, or what lies at the top of its output, as far as that is sound; else the
  /// newest checkpoint with sound weights, by what it told and by the numbers of folders. None of
  /// them: what it announced, for its flaw to be named.
  static func paths(in output: TrainerOutput, after journal: RunJournal, folder: String)
    -> [String]
  {
    let told = journal.checkpointPaths.reversed().map { [$0] }
    let candidates = [journal.adapterPaths] + told + checkpoints(in: output).map { [$0] }
    for candidate in candidates {
      let sound = output.adapterPaths(announced: candidate, folder: folder).filter {
        AdapterCheck.problem(ofFile: output.source(of: $0, folder: folder)) == nil
      }
      if !sound.isEmpty { return sound }
    }
    return journal.adapterPaths
  }

  /// Folders whose names end in a number and that hold an adapter, the highest first.
  private static func checkpoints(in output: TrainerOutput) -> [String] {
    let folders = Set(output.files.keys.filter(isAdapter).map(Files.parent(of:)))
    let numbered = folders.compactMap { folder in number(of: folder).map { (folder, $0) } }
    return numbered.sorted { ($0.1, $0.0) > ($1.1, $1.0) }.map(\.0)
  }

  private static func isAdapter(_ path: String) -> Bool {
    let name = Files.name(of: path)
    return path.utf8.contains(UInt8(ascii: "/")) && name.ends(with: ".safetensors")
      && (name.begins(with: "adapter") || name.contains("lora"))
  }

  private static func number(of folder: String) -> Int? {
    let digits = folder.utf8.reversed().prefix { (0x30...0x39).contains($0) }
    return Int(String(decoding: digits.reversed(), as: UTF8.self))
  }
}
