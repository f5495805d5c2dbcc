public import LoraClickUp

/// How an effect is recognised on the task, whoever delivered it.
///
/// A comment ends in one plain line, `lora 1a2b3c4d/summary-1`; a file carries run and number in
/// its name, `adapter.lora-1a2b3c4d-4.safetensors`.
public enum Signature {
  private static let word = "lora "

  public static func line(of key: EffectKey) -> String { word + key.description }

  /// The key that a comment's last line names; nil when it is none of ours.
  public static func key(in comment: String) -> EffectKey? {
    guard let last = comment.split(whereSeparator: \.isNewline).last, last.hasPrefix(word) else {
      return nil
    }
    return EffectKey(last.dropFirst(word.count))
  }

  public static func sign(_ text: String, as key: EffectKey) -> String {
    text + (text.isEmpty ? "" : "\n") + line(of: key)
  }

  public static func sign(_ body: CommentBody, as key: EffectKey) -> CommentBody {
    switch body {
    case .text(let text): return .text(sign(text, as: key))
    case .blocks(let blocks):
      var isLineOpen = false
      if case .lineEnd? = blocks.last {} else { isLineOpen = !blocks.isEmpty }
      return .blocks(blocks + (isLineOpen ? [.lineEnd()] : []) + [.text(line(of: key))])
    }
  }

  /// A file's name on the task. The suffix stays last, so that it opens as what it is.
  public static func fileName(_ name: String, as key: EffectKey) -> String {
    let mark = ".lora-\(key.run)-\(key.number)"
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name + mark }
    return name[..<dot] + mark + name[dot...]
  }

  /// Whether a file on a task was sent by git-lora: such a file is never training data.
  public static func isOurs(fileName: String) -> Bool {
    fileName.split(separator: ".").dropFirst().suffix(2).contains { part in
      guard part.hasPrefix("lora-") else { return false }
      let pieces = part.dropFirst("lora-".count).split(
        separator: "-", omittingEmptySubsequences: false)
      return pieces.count == 2 && EffectKey("\(pieces[0])/file-\(pieces[1])") != nil
    }
  }
}
