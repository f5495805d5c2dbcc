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
    guard name.hasPrefix(peftPrefix) else { return nil }
    let rest = String(name.dropFirst(peftPrefix.utf8.count))
    // Names taken from a live model carry the adapter's name: `lora_A.default.weight`.
    for (mark, part) in [(".lora_A.", Part.a), (".lora_B.", .b)] {
      if let place = rest.lastRange(of: mark), rest.hasSuffix(".weight") {
        return AdapterKey(
          layout: .peft, modulePath: String(rest[..<place.lowerBound]), part: part)
      }
    }
    // Of an embedding, whose factors are parameters and no modules: [rank, vocabulary] and
    // [width, rank]. Its update is (B · A)ᵀ.
    for (mark, part) in [(".lora_embedding_A", Part.a), (".lora_embedding_B", .b)] {
      if let place = rest.lastRange(of: mark) {
        return AdapterKey(
          layout: .peft, modulePath: String(rest[..<place.lowerBound]), part: part)
      }
    }
    guard let place = rest.lastRange(of: ".lora_") else { return nil }
    return AdapterKey(
      layout: .peft, modulePath: String(rest[..<place.lowerBound]),
      part: .other(String(rest[rest.index(after: place.lowerBound)...])))
  }

  private static func kohya(_ name: String) -> AdapterKey? {
    guard name.hasPrefix("lora_"), let dot = name.firstIndex(of: ".") else { return nil }
    let part: Part =
      switch name[name.index(after: dot)...] {
      case "lora_down.weight": .a
      case "lora_up.weight": .b
      case "alpha": .alpha
      case let other: .other(String(other))
      }
    return AdapterKey(layout: .kohya, modulePath: String(name[..<dot]), part: part)
  }

  private static func diffusers(_ name: String) -> AdapterKey? {
    let endings: [(String, Part)] = [
      (".lora.down.weight", .a), (".lora.up.weight", .b), (".lora_A.weight", .a),
      (".lora_B.weight", .b), (".alpha", .alpha),
    ]
    for (ending, part) in endings where name.hasSuffix(ending) {
      return AdapterKey(
        layout: .diffusers, modulePath: String(name.dropLast(ending.utf8.count)), part: part)
    }
    return nil
  }
}

/// Whose names an adapter file uses.
public enum AdapterLayout: String, Sendable, Equatable {
  case peft, kohya, diffusers
}

extension String {
  /// The last place where `text` occurs.
  fileprivate func lastRange(of text: String) -> Range<String.Index>? { ranges(of: text).last }
}
