import CLinux
import Glibc

/// An open file descriptor, closed when the last reference goes.
final class Descriptor {
  let number: Int32

  init(_ number: Int32) { self.number = number }

  deinit { close(number) }
}

/// The parent's and the child's end of one standard stream of a child.
struct StreamEnds {
  let child: Descriptor?
  let parent: Descriptor?

  static func input(_ input: Command.Input, of program: String) throws(ProcessError) -> StreamEnds {
    switch input {
    case .channel:
      var ends: [Int32] = [-1, -1]
      guard CLinux_socket_pair(&ends) == 0 else {
        throw .system(call: "socketpair", program: program, code: errno)
      }
      return StreamEnds(child: Descriptor(ends[0]), parent: Descriptor(ends[1]))
    case .none:
      return StreamEnds(child: try null(O_RDONLY, program), parent: nil)
    case .bytes(let bytes):
      // A file in memory instead of a pipe: no SIGPIPE when the child does not read, no deadlock
      // when both sides write.
      let closeOnExec: UInt32 = 1
      let file = Descriptor(memfd_create("stdin", closeOnExec))
      var written = 0
      while written < bytes.count {
        let count = bytes.withUnsafeBytes {
          write(file.number, $0.baseAddress! + written, bytes.count - written)
        }
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { throw .system(call: "write", program: program, code: errno) }
        written += count
      }
      lseek(file.number, 0, SEEK_SET)
      return StreamEnds(child: file, parent: nil)
    case .descriptor(let number):
      let copy = fcntl(number, F_DUPFD_CLOEXEC, 3)
      guard copy >= 0 else { throw .system(call: "dup", program: program, code: errno) }
      return StreamEnds(child: Descriptor(copy), parent: nil)
    }
  }

  static func output(_ sink: Command.Sink, of program: String) throws(ProcessError) -> StreamEnds {
    switch sink {
    case .inherit:
      return StreamEnds(child: nil, parent: nil)
    case .discard:
      return StreamEnds(child: try null(O_WRONLY, program), parent: nil)
    case .append(let path):
      let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
      guard file >= 0 else { throw .badFile(path: path, code: errno) }
      return StreamEnds(child: Descriptor(file), parent: nil)
    case .capture:
      var ends: [Int32] = [-1, -1]
      guard pipe2(&ends, O_CLOEXEC) == 0 else {
        throw .system(call: "pipe2", program: program, code: errno)
      }
      return StreamEnds(child: Descriptor(ends[1]), parent: Descriptor(ends[0]))
    }
  }

  private static func null(_ mode: Int32, _ program: String) throws(ProcessError) -> Descriptor {
    let file = open("/dev/null", mode | O_CLOEXEC)
    guard file >= 0 else { throw .system(call: "open /dev/null", program: program, code: errno) }
    return Descriptor(file)
  }
}
