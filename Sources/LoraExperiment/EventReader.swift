import FoundationEssentials

/// Journal lines to events (`docs/trainer-protocol.md`).
public struct EventReader {
  private let decoder = JSONDecoder()

  public init() {}

  /// nil for a line that is no event of a version this reader knows: such lines stay in the journal
  /// and are otherwise passed over, so that a newer trainer can still be followed.
  public func event(in line: [UInt8]) -> TrainingEvent? {
    guard let event = try? decoder.decode(TrainingEvent.self, from: Data(line)) else { return nil }
    return event.version <= TrainingEvent.protocolVersion ? event : nil
  }
}
