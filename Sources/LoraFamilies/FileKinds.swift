import Glibc

func isFile(_ path: String) -> Bool {
  var status = stat()
  return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
}

/// Whatever it is: what is no file must not pass for absent.
func isThere(_ path: String) -> Bool {
  var status = stat()
  return stat(path, &status) == 0
}

func isFolder(_ path: String) -> Bool {
  var status = stat()
  return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}
