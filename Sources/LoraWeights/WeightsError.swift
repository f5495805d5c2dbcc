import LoraFiles
import LoraJSON

/// What is wrong with a file of weights, and which file it is.
public struct WeightsError: Error, Sendable, Equatable, CustomStringConvertible {
  public let path: String
  public let problem: Problem

  public init(path: String, _ problem: Problem) {
    self.path = path
    self.problem = problem
  }

  /// What the system refused.
  init(_ error: FileError) { self.init(path: error.path, .system(error.reason)) }

  public enum Problem: Sendable, Equatable {
    /// The system refused to open, read or write the file.
    case system(String)
    /// The file is a Git LFS pointer: the weights were never downloaded.
    case lfsPointer(LFSPointer)
    /// A container that is not read here, such as a pickle.
    case unsupportedContainer(String)
    /// The bytes break the rules of their format.
    case malformed(String)
    case missingTensor(String)
    /// A tensor stored in a type that cannot be decoded.
    case unsupportedType(tensor: String, type: String)
    /// A tensor with an infinity or a NaN.
    case notFinite(tensor: String)
    case wrongShape(tensor: String, found: [Int], expected: [Int])
  }

  /// Safe for a terminal.
  public var description: String {
    "\(Printable(path, limit: Printable.pathLimit)): \(problem)"
  }
}

extension WeightsError.Problem: CustomStringConvertible {
  /// Safe for a terminal, whatever names the file holds.
  public var description: String {
    Printable(text, limit: Printable.messageLimit).description
  }

  private var text: String {
    switch self {
    case .system(let reason): reason
    case .lfsPointer(let pointer):
      "this is a Git LFS pointer, not the \(pointer.size) bytes it stands for; "
        + "fetch them with: git lfs pull --include"
    case .unsupportedContainer(let reason): reason
    case .malformed(let reason): reason
    case .missingTensor(let name): "there is no tensor '\(Printable(name))'"
    case .unsupportedType(let tensor, let type):
      "tensor '\(Printable(tensor))' is stored as \(Printable(type)), which is not supported"
    case .notFinite(let tensor): "tensor '\(Printable(tensor))' holds numbers that are not finite"
    case .wrongShape(let tensor, let found, let expected):
      "tensor '\(Printable(tensor))' has shape \(found), expected \(expected)"
    }
  }
}
