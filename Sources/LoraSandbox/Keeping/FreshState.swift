/// What a sandbox begins with: one workspace, space, folder and list, four people, one task.
package enum FreshState {
  /// With a seed, ids and token are the same each time.
  package static func make(seed: UInt64?, clock: Int, customIDPrefix: String? = nil) -> State {
    var generator = SystemRandomNumberGenerator()
    let seed = seed ?? generator.next()
    let workspace = Workspace(
      id: "9013000001", name: "Sandbox", color: "#40BC86", token: token(seed: seed),
      tokenUser: 81_000_001, boardUser: 81_000_002, signingKey: UUIDText.secret(), seed: seed,
      customIDPrefix: customIDPrefix)
    var draft = Draft(State(workspace: workspace), clock: clock)
    for member in people(workspace, draft.now) { draft.add(.member(member)) }
    let list = hierarchy(&draft)
    fields(of: list, &draft)
    firstTask(in: list, &draft, by: workspace.boardUser)
    var state = draft.state
    state.apply(draft.changes)
    return state
  }

  private static func token(seed: UInt64) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
    var generator = SplitMix64(seed: seed ^ 0x746f_6b65_6e)
    return "pk_sandbox_" + String((0..<32).map { _ in letters[Int(generator.next() % 36)] })
  }

  private static let guest = 81_000_003

  private static func people(_ workspace: Workspace, _ now: Int) -> [Member] {
    let owner = workspace.tokenUser
    return [
      Member(
        id: 81_000_004, username: nil, email: "invited@example.com", color: nil, initials: "I",
        role: .member, dateInvited: now, invitedBy: owner),
      Member(
        id: workspace.boardUser, username: "Mei Lin", email: "mei@example.com", color: "#81b1ff",
        initials: "ML", role: .member, lastActive: now, dateJoined: now, dateInvited: now,
        invitedBy: owner),
      Member(
        id: guest, username: "Guest", email: "guest@example.com", color: "#ea80fc",
        initials: "G", role: .guest, lastActive: now, dateJoined: now, dateInvited: now,
        invitedBy: owner),
      Member(
        id: owner, username: "Ada Example", email: "ada@example.com", color: "#ff897f",
        initials: "AE", role: .owner, lastActive: now, dateJoined: now, dateInvited: now,
        invitedBy: nil),
    ]
  }

  /// The list has statuses of its own, so that whoever reads the space's gets the wrong ones.
  private static func hierarchy(_ draft: inout Draft) -> TaskList {
    let spaceID = draft.newNumberID()
    let space = Space(
      id: spaceID, name: "Training", statuses: draft.plainStatuses(prefix: "p\(spaceID)"))
    let folder = Folder(id: draft.newNumberID(), space: space.id, name: "LoRA", orderindex: 0)
    var list = TaskList(
      id: draft.newNumberID(), folder: folder.id, space: space.id, name: "Training runs",
      orderindex: 0)
    let statuses: [(String, String, Status.Kind)] = [
      ("to do", "#87909e", .open), ("in progress", "#5f55ee", .custom),
      ("review", "#f8ae00", .custom), ("on hold", "#aa8d80", .custom),
      ("blocked", "#e16b16", .custom), ("complete", "#008844", .closed),
    ]
    list.ownStatuses = statuses.map { name, color, type in
      Status(id: "sc\(list.id)_\(draft.newMark())", name: name, color: color, type: type)
    }
    list.guests = [guest]
    draft.add(.space(space))
    draft.add(.folder(folder))
    draft.add(.list(list))
    return list
  }

  private static func fields(of list: TaskList, _ draft: inout Draft) {
    for (place, (name, type)) in [("模型版本号", "short_text"), ("存储地址", "url")].enumerated() {
      draft.add(
        .field(
          CustomField(
            id: draft.newUUID(), owner: list.id, name: name, type: type, config: [:],
            dateCreated: draft.now + place)))
    }
  }

  private static func firstTask(in list: TaskList, _ draft: inout Draft, by user: Int) {
    guard let status = list.ownStatuses?.first else { return }
    var task = WorkTask(
      id: draft.newTaskID(), customID: draft.newCustomID(), list: list.id,
      name: "Tea shop voice, first training",
      markdown:
        "Dialogues are attached to this task. Train a voice on them and put it up for review.",
      status: status.id, orderindex: 237_665_000, dateCreated: draft.now, dateUpdated: draft.now,
      creator: user)
    task.watchers = [user]
    draft.add(.task(task))
  }
}
