/// A part of the task's description that belongs to git-lora; the rest is people's.
public struct DescriptionPart: Sendable, Equatable, Codable {
  public let lines: [String]

  public init(_ lines: [String]) { self.lines = lines }
}
