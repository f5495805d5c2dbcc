import LoraNames

/// The bytes of a hook file, and our block within them. Pure: nothing here touches a disk.
///
/// Inserting and then removing the block gives back the same bytes.
package struct HookScript: Sendable, Equatable {
  package let bytes: [UInt8]

  package init(bytes: [UInt8]) { self.bytes = bytes }
  package init(text: String) { bytes = Array(text.utf8) }

  /// Our block as found in a script.
  package enum Block: Sendable, Equatable {
    case absent
    case current
    /// Made by an older version, or edited by hand.
    case outdated
    /// Made by a newer git-lora; it is left alone.
    case newer(version: Int)
    /// It starts and does not end, so nobody can say which lines are ours.
    case unterminated(line: Int)
  }

  /// What stands in the script; `uploadsLFSElsewhere` when a hook it calls uploads LFS objects.
  package func block(uploadsLFSElsewhere: Bool = false) -> Block {
    let parts = split()
    if let line = parts.unterminated { return .unterminated(line: line) }
    guard let found = parts.blocks.first else { return .absent }
    if let version = Self.version(of: found), version > HookBlock.version {
      return .newer(version: version)
    }
    let expected = blockText(elsewhere: uploadsLFSElsewhere)
    return parts.blocks.count == 1 && found == expected ? .current : .outdated
  }

  /// The script with one current block before its own content and after its `#!` line.
  package func inserting(uploadsLFSElsewhere: Bool = false) -> HookScript {
    let rest = removing()
    var lines = rest.lines
    var head: [UInt8] = []
    if let first = lines.first, first.starts(with: Array("#!".utf8)) {
      head = Array(first)
      if head.last != newline { head.append(newline) }
      lines.removeFirst()
    }
    let block = blockText(elsewhere: uploadsLFSElsewhere)
    return HookScript(bytes: head + block + lines.joined())
  }

  /// The script without our lines.
  package func removing() -> HookScript { HookScript(bytes: split().rest) }

  /// Whether nothing but a `#!` line and blank lines is left: then the file was ours alone.
  package var isEmpty: Bool {
    let meaningful = lines.filter { line in
      line.contains { $0 != newline && $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\r") }
    }
    return meaningful.isEmpty
      || (meaningful.count == 1 && meaningful[0].starts(with: Array("#!".utf8)))
  }

  /// Whether a line outside our block hands the refs to git-lfs.
  package var uploadsLFS: Bool {
    let text = String(decoding: removing().bytes, as: UTF8.self)
    return text.split(separator: "\n").contains { line in
      !line.drop(while: \.isWhitespace).begins(with: "#")
        && (line.contains("git lfs pre-push") || line.contains("git-lfs pre-push"))
    }
  }

  private func blockText(elsewhere: Bool) -> [UInt8] {
    Array(HookBlock.text(uploadsLFS: !(elsewhere || uploadsLFS)).utf8)
  }
}

extension HookScript {
  private var newline: UInt8 { UInt8(ascii: "\n") }

  /// Lines with their line ends.
  private var lines: [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = bytes.startIndex
    while start < bytes.endIndex {
      let end = bytes[start...].firstIndex(of: newline).map { $0 + 1 } ?? bytes.endIndex
      lines.append(bytes[start..<end])
      start = end
    }
    return lines
  }

  private struct Parts {
    var rest: [UInt8] = []
    var blocks: [[UInt8]] = []
    var unterminated: Int?
  }

  private func split() -> Parts {
    var parts = Parts()
    var open: (line: Int, bytes: [UInt8])?
    for (number, line) in lines.enumerated() {
      if line.starts(with: Array(HookBlock.opening.utf8)) {
        if open != nil { break }
        open = (number + 1, Array(line))
      } else if open != nil {
        open?.bytes += line
        if line.starts(with: Array(HookBlock.closing.utf8)), let block = open?.bytes {
          parts.blocks.append(block)
          open = nil
        }
      } else {
        parts.rest += line
      }
    }
    parts.unterminated = open?.line
    return parts
  }

  private static func version(of block: [UInt8]) -> Int? {
    let digits = block.dropFirst(HookBlock.opening.utf8.count).prefix { (48...57).contains($0) }
    return Int(String(decoding: digits, as: UTF8.self))
  }
}
