import LoraJSON

extension RecordParser {
  /// What labels say where nothing is trained.
  package static let ignoredLabel: Int32 = -100

  mutating func tokens(_ object: JSONObject) -> TrainingRecord.Content? {
    let ids = ids(object, "input_ids", allowsIgnored: false)
    let labels = self.ids(object, "labels", allowsIgnored: true)
    guard let ids, let labels else { return nil }
    guard ids.count == labels.count else {
      complain("'labels' has \(labels.count) entries, 'input_ids' has \(ids.count)")
      return nil
    }
    guard ids.count > 1 else {
      complain("'input_ids' needs at least two ids: the first one predicts the second")
      return nil
    }
    guard labels.dropFirst().contains(where: { $0 != Self.ignoredLabel }) else {
      complain("no label is trained: all behind the first are -100")
      return nil
    }
    return .tokens(inputIDs: ids, labels: labels)
  }

  private mutating func ids(
    _ object: JSONObject, _ key: String, allowsIgnored: Bool
  ) -> [Int32]? {
    guard let value = object[key] else {
      complain("'\(key)' is missing")
      return nil
    }
    guard let list = value.array else {
      complain("'\(key)' must be a list, found \(value.kind)")
      return nil
    }
    var ids: [Int32] = []
    ids.reserveCapacity(list.count)
    for (index, element) in list.enumerated() {
      guard case .integer(let id) = element else {
        complain("\(key)[\(index)] must be an integer, found \(element.kind)")
        return nil
      }
      let isIgnored = allowsIgnored && id == Int(Self.ignoredLabel)
      guard isIgnored || (0...Int(Int32.max)).contains(id) else {
        complain(
          "\(key)[\(index)] is \(id), which is no token id",
          hint: allowsIgnored ? "a label is an id, or -100 where nothing is trained" : nil)
        return nil
      }
      ids.append(Int32(id))
    }
    return ids
  }
}
