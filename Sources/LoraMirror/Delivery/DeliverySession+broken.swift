import LoraExperiment

/// Files that arrived cut. ClickUp keeps them, so each is named, and sent again under the next
/// number.
extension DeliverySession {
  func broken(_ receipt: Receipt, of entry: OutboxEntry, _ delivery: UploadDelivery) -> Receipt {
    let number = entry.key.number
    // A process may have ended after it wrote the one and before it wrote the other.
    let next = replacement(of: number, run: entry.run) ?? nextNumber(after: entry, delivery.upload)
    var receipt = receipt
    receipt.note = "broken: \(receipt.bytes ?? 0) of \(delivery.upload.bytes) bytes arrived"
    receipt.consequences = delivery.replacement(numbered: next)
    return receipt
  }

  private func replacement(of number: Int, run: RunID) -> Int? {
    entries.first { $0.run == run && $0.replaces == number }?.key.number
      ?? files(of: run).first { $0.value.replaces == number }?.key
  }

  /// Above every number that the run itself has given or will give.
  private func nextNumber(after entry: OutboxEntry, _ upload: Upload) -> Int {
    let waiting = entries.filter { $0.run == entry.run && $0.key.kind == .file }
    let numbers =
      waiting.map(\.key.number) + files(of: entry.run).keys + [upload.last, entry.key.number]
    return (numbers.max() ?? 0) + 1
  }

  /// Those that were delivered, by number.
  private func files(of run: RunID) -> [Int: Delivered] {
    let delivered = ledgers[run]?.delivered ?? [:]
    var files: [Int: Delivered] = [:]
    for (name, effect) in delivered where name.hasPrefix("file-") {
      if let number = Int(name.dropFirst("file-".count)) { files[number] = effect }
    }
    return files
  }
}
