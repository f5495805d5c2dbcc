import FoundationEssentials

/// The run's folder on disk.
struct OutputFolder {
  let path: String

  /// Makes the folder; refuses one that holds an adapter, because nothing is overwritten.
  func create() throws(Failure) {
    guard !FileManager.default.fileExists(atPath: path + "/adapter_model.safetensors") else {
      throw Failure(
        .cannotWrite, "\(path) already holds an adapter",
        hint: "name another output_dir, or move that one away")
    }
    try make(path)
  }

  func createCheckpoint(step: Int) throws(Failure) -> String {
    let checkpoint = path + "/checkpoint-\(step)"
    try make(checkpoint)
    return checkpoint
  }

  /// The path of a page under `samples/`.
  func write(sample page: String, number: Int) throws(Failure) -> String {
    try make(path + "/samples")
    let file = path + "/samples/sample-\(number).md"
    do { try Data(page.utf8).write(to: URL(filePath: file), options: .atomic) } catch {
      throw Failure(.cannotWrite, "\(file): the file cannot be written")
    }
    return file
  }

  private func make(_ folder: String) throws(Failure) {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw Failure(.cannotWrite, "\(folder): the folder cannot be made")
    }
  }
}
