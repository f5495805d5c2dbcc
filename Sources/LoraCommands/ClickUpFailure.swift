import LoraClickUp
import LoraRunner
import LoraTasks

// What goes wrong with ClickUp, in this program's classes of trouble.

extension RunFailure {
  init(_ error: ClickUpAccessError) {
    self.init(.unreached, error.description, hint: error.hint)
  }

  init(_ error: ClickUpError) {
    self.init(Self.kind(of: error), error.description.printable, hint: error.hint?.printable)
  }

  private static func kind(of error: ClickUpError) -> Kind {
    switch error.kind {
    case .badToken, .rateLimited, .unavailable, .unreadable, .transport, .tokenWithheld: .unreached
    case .notFound: .usage
    case .refused: .badData
    case .planLimit, .storageFull: .inTheWay
    }
  }

  init(_ error: TaskLinkError) {
    self.init(.usage, error.description.printable, hint: error.hint)
  }

  init(_ error: TaskLookup.Failure) {
    switch error {
    case .link(let error): self.init(error)
    case .clickUp(let error): self.init(error)
    }
  }

  init(_ error: FieldProblem) {
    self.init(.usage, error.description.printable, hint: error.hint.printable)
  }
}
