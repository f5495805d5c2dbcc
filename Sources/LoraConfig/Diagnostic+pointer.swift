import LoraExperiment
import LoraWeights
import LoraYAML

extension Diagnostic {
  /// What is wrong with a config that Git LFS keeps: nobody can review or diff it. Nil for bytes
  /// that are no pointer.
  init?(pointerIn bytes: [UInt8], file: String) {
    guard bytes.withUnsafeBytes({ LFSPointer($0) }) != nil else { return nil }
    self.init(
      file: file, message: "this is a Git LFS pointer, not the config it stands for",
      hint: "keep configs out of LFS: exempt them in .gitattributes, then "
        + "git add --renormalize \(ShellWord.quoting(file))")
  }
}
