import Glibc
import LoraStore

/// One file of a run's folder, put on the disk in one step.
enum OutputFile {
  static func place(_ file: RunFile, in folder: String, objects: LFSObjects) throws(RunFailure) {
    let path = folder + "/" + file.path
    try Folder.make(containing: path)
    switch file.content {
    case .lfs(let pointer):
      try failing { () throws(StoreError) in try objects.copy(pointer, to: path) }
    case .bytes(let bytes):
      let temporary = path + ".lora-\(getpid())"
      try FileBytes.write(bytes, to: temporary)
      guard rename(temporary, path) == 0 else { throw .cannot("write", path) }
    }
  }
}
