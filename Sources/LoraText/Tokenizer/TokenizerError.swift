import LoraJSON

/// Why a tokenizer could not be read, and from which file.
public struct TokenizerError: Error, Sendable, Equatable, CustomStringConvertible {
  public let path: String
  public let problem: Problem

  public init(path: String, _ problem: Problem) {
    self.path = path
    self.problem = problem
  }

  init(path: String, tooLarge limit: Int) {
    self.init(path: path, .malformed("the file is larger than \(limit >> 20) MiB"))
  }

  public enum Problem: Sendable, Equatable {
    /// There is no tokenizer where one was looked for.
    case missing(String)
    /// The system refused to open or read the file.
    case system(String)
    /// The file is a Git LFS pointer: the tokenizer was never downloaded.
    case lfsPointer
    /// The bytes break the rules of their format.
    case malformed(String)
    /// A part that is understood by name only: "pre_tokenizer 'Bert'".
    case unsupported(String)
  }

  /// Safe for a terminal.
  public var description: String {
    "\(Printable(path, limit: Printable.pathLimit)): "
      + "\(Printable("\(problem)", limit: Printable.messageLimit))"
  }

  /// The way out, where there is one to name.
  public var hint: String? {
    switch problem {
    case .lfsPointer: "git lfs pull --include \"\(Printable(path, limit: Printable.pathLimit))\""
    case .unsupported:
      "train on prepared {\"input_ids\": […], \"labels\": […]} lines, or choose another trainer"
    case .missing:
      "save it with transformers: AutoTokenizer.from_pretrained(…).save_pretrained(folder)"
    case .system, .malformed: nil
    }
  }
}

extension TokenizerError.Problem: CustomStringConvertible {
  public var description: String {
    switch self {
    case .missing(let what): what
    case .system(let reason): reason
    case .lfsPointer: "this is a Git LFS pointer, not the file it stands for"
    case .malformed(let reason): reason
    case .unsupported(let part): "\(part) is not supported"
    }
  }
}
