import LoraNames

/// What a tensor of an adapter file is, told from its name.
public struct AdapterKey: Sendable, Equatable {
  public let layout: AdapterLayout
  /// The adapted module. kohya writes its dots as underscores, which cannot be told apart from the
  /// underscores of its names; the path is then as written.
  public let modulePath: String
  public let part: Part

  public enum Part: Sendable, Equatable {
    /// A [rank, inputs], also called "down".
    case a
    /// B [outputs, rank], also called "up".
    case b
    case alpha
    /// Something beside A and B, such as DoRA's magnitudes.
    case other(String)
  }

  public init(layout: AdapterLayout, modulePath: String, part: Part) {
    self.layout = layout
    self.modulePath = modulePath
    self.part = part
  }

  /// Nil when the name belongs to none of the known layouts.
  public init?(_ name: String) {
    guard let key = Self.peft(name) ?? Self.kohya(name) ?? Self.diffusers(name) else { return nil }
    self = key
  }

  private static let peftPrefix = "base_model.model."

  /// The names under which PEFT writes the factors of `modulePath`.
  public static func peftNames(of modulePath: String) -> (a: String, b: String) {
    let start = peftPrefix + modulePath
    return (start + ".lora_A.weight", start + ".lora_B.weight")
  }

  private static func peft(_ name: String) -> AdapterKey? {
    guard let rest = name.rest(after: peftPrefix) else { return nil }
    // Names taken from a live model carry the adapter's name: `lora_A.default.weight`.
    for (mark, part) in [(".lora_A.", Part.a), (".lora_B.", .b)] {
      if let path = rest.text(beforeLast: mark), rest.ends(with: ".weight") {
        return AdapterKey(layout: .peft, modulePath: path, part: part)
      }
    }
    // Of an embedding, whose factors are parameters and no modules: [rank, vocabulary] and
    // [width, rank]. Its update is (B · A)ᵀ.
    for (mark, part) in [(".lora_embedding_A", Part.a), (".lora_embedding_B", .b)] {
      if let path = rest.text(beforeLast: mark) {
        return AdapterKey(layout: .peft, modulePath: path, part: part)
      }
    }
    guard let path = rest.text(beforeLast: ".lora_") else { return nil }
    return AdapterKey(
      layout: .peft, modulePath: path, part: .other(rest.rest(after: path + ".") ?? rest))
  }

  private static func kohya(_ name: String) -> AdapterKey? {
    let parts = name.parts(at: ".", most: 1)
    guard name.begins(with: "lora_"), parts.count == 2 else { return nil }
    let part: Part =
      switch parts[1] {
      case "lora_down.weight": .a
      case "lora_up.weight": .b
      case "alpha": .alpha
      case let other: .other(other)
      }
    return AdapterKey(layout: .kohya, modulePath: parts[0], part: part)
  }

  private static func diffusers(_ name: String) -> AdapterKey? {
    let endings: [(String, Part)] = [
      (".lora.down.weight", .a), (".lora.up.weight", .b), (".lora_A.weight", .a),
      (".lora_B.weight", .b), (".alpha", .alpha),
    ]
    for (ending, part) in endings {
      guard let path = name.rest(before: ending) else { continue }
      return AdapterKey(layout: .diffusers, modulePath: path, part: part)
    }
    return nil
  }
}

/// Whose names an adapter file uses.
public enum AdapterLayout: String, Sendable, Equatable {
  case peft, kohya, diffusers
}

extension String {
  /// What stands before the last occurrence of `mark`; nil when there is none.
  fileprivate func text(beforeLast mark: String) -> String? {
    let parts = parts(around: mark)
    return parts.count > 1 ? parts.dropLast().joined(separator: mark) : nil
  }
}
