/// What a field should say about a run that has landed.
public struct FieldWrite: Sendable, Equatable, Codable {
  public let purpose: Purpose
  /// As `.lorarc` names the field.
  public let field: String
  public let run: LandedVersion
  /// Of a mapped field: what it shows, and the run's value of that.
  public let source: String?
  public let value: RunValue?

  public enum Purpose: String, Sendable, Codable { case version, storage, mapped }

  public init(
    _ purpose: Purpose, field: String, run: LandedVersion, source: String? = nil,
    value: RunValue? = nil
  ) {
    self.purpose = purpose
    self.field = field
    self.run = run
    self.source = source
    self.value = value
  }
}
