import LoraClickUp
import LoraExperiment

/// A file on the task. ClickUp's API cannot take it back, so it is never sent twice in doubt.
struct UploadDelivery: EffectDelivery {
  let context: DeliveryContext
  let upload: Upload

  private var entry: OutboxEntry { context.entry }
  private var name: String { upload.title(of: entry.run, number: entry.key.number) }

  var repetition: Progress.Repetition { .irrevocable }

  func verdict(isLastLook: Bool) throws(ClickUpError) -> Verdict {
    if context.mayBeThere, let receipt = try find() { return .settled(receipt) }
    if let cause = context.storageIsFull { return .rest(.setAside, because: cause) }
    guard let path = context.outbox.path(of: upload) else {
      return .needs("\(upload.name) (\(upload.digest.hex)) is not on this machine")
    }
    let file = UploadedFile(path: path, name: name, type: upload.type)
    let (service, task) = (context.service, entry.task)
    return .send { () throws(ClickUpError) in
      .done(try service.upload(file, to: task).finding)
    }
  }

  func find() throws(ClickUpError) -> Receipt? {
    let attachments = try context.service.task(entry.task).attachments
    return attachments.first { $0.title == name }.map { .done($0.finding) }
  }

  func isWhole(_ receipt: Receipt) -> Bool? { receipt.finding?.bytes.map { $0 == upload.bytes } }

  /// ClickUp keeps a file that arrived cut, so it is named, and sent again under the next number.
  func replacing(_ broken: Receipt, among files: RunFiles) -> Receipt {
    let number = entry.key.number
    let next = EffectKey(
      entry.run, .file,
      files.replacement(of: number) ?? files.next(after: max(number, upload.last)))
    var again = upload
    again.replaces = number
    let note = NoteComment.brokenUpload(
      name: name, replacement: upload.title(of: entry.run, number: next.number))
    return .left(
      because: "broken: \(broken.finding?.bytes ?? 0) of \(upload.bytes) bytes arrived",
      broken.finding,
      consequences: [
        entry.consequence(next, .upload(again)),
        entry.consequence(
          EffectKey(entry.run, .broken, number), .comment(NewComment(.text(note.text)))),
      ])
  }
}

extension Upload {
  /// The attachment's name.
  func title(of run: RunID, number: Int) -> String {
    UploadName(name, run: run, number: number).text
  }
}

extension TaskAttachment {
  fileprivate var finding: Receipt.Finding { .file(id: id, bytes: size) }
}

extension DeliveryContext {
  /// Another file of the run found the workspace's storage full.
  fileprivate var storageIsFull: String? {
    ledger.progress.values.first { $0.phase == .setAside }?.cause
  }
}
