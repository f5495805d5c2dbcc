import LoraClickUp
import LoraTasks
import Testing

struct TaskReferenceTests {
  @Test(arguments: [
    ("86a3kx9d2", "86a3kx9d2"), (" 86A3KX9D2\n", "86a3kx9d2"), ("#86a3kx9d2", "86a3kx9d2"),
    ("CU-86a3kx9d2", "86a3kx9d2"), ("cu-9hx", "9hx"), ("9hx", "9hx"), ("DEV-12", "DEV-12"),
    ("A1_B-7", "A1_B-7"), ("https://app.clickup.com/t/86a3kx9d2", "86a3kx9d2"),
    ("https://app.clickup.com/t/86a3kx9d2?comment=5#x", "86a3kx9d2"),
    ("https://app.clickup.com/t/9001000001/DEV-4957", "DEV-4957"),
    ("http://127.0.0.1:8080/t/86a3kx9d2", "86a3kx9d2"),
  ])
  func whatNamesATask(typed: String, id: String) throws {
    #expect(try #require(TaskReference(typed)).text == id)
  }

  @Test(arguments: [
    "", " ", "neon", "runs/tea", "86a3 kx9d2", "dev-12", "DEV-", "-12", "DEV-1x", "DEV-1-2",
    "https://app.clickup.com/9001/v/li/9012", "https://app.clickup.com/t/", "86a3kx9d2/../user",
    "1234567890123456x", "模型1", "https://app.clickup.com/t/1/2/3",
  ])
  func whatNamesNone(typed: String) { #expect(TaskReference(typed) == nil) }

  @Test func customIDsNeedAWorkspace() throws {
    let named = try #require(TaskReference("https://app.clickup.com/t/9001/DEV-1"))
    #expect(named.isCustom && named.id() == TaskID("DEV-1", workspace: "9001"))
    #expect(named.id(inWorkspace: "7") == TaskID("DEV-1", workspace: "9001"))
    let bare = try #require(TaskReference("DEV-1"))
    #expect(bare.id(inWorkspace: "7") == TaskID("DEV-1", workspace: "7"))
    let plain = try #require(TaskReference("86a3kx9d2"))
    #expect(plain.id(inWorkspace: "7") == TaskID("86a3kx9d2"))
  }

  @Test(arguments: [
    ("feature/CU-86a3kx9d2-neon", ["86a3kx9d2"]), ("CU-86a3kx9d2_Neon-street", ["86a3kx9d2"]),
    ("cu-9hx-login", ["9hx"]), ("86a3kx9d2", ["86a3kx9d2"]), ("86a3kx9d2_neon", ["86a3kx9d2"]),
    ("ada/86a3kx9d2-neon", ["86a3kx9d2"]), ("DEV-12", ["DEV-12"]), ("DEV-12-neon", ["DEV-12"]),
    ("fix/DEV-12_neon", ["DEV-12"]), ("main", []), ("runs/tea", []), ("2024-summer", []),
    ("neon-86a3kx9d2", []), ("v2-12", []), ("dev-12", []), ("82024summ", ["82024summ"]),
    ("860000000", []), ("7f3a9bc01", []), ("CU-86a3kx9d2/DEV-12", ["86a3kx9d2", "DEV-12"]),
    ("CU-86a3kx9d2/cu-86A3KX9D2", ["86a3kx9d2"]), ("CU-", []), ("", []),
  ])
  func branches(name: String, ids: [String]) {
    #expect(TaskReference.inBranch(name).map(\.text) == ids)
  }

  @Test(arguments: [
    ("Neon street (CU-86a3kx9d2)", ["86a3kx9d2"]), ("Fix #86a3kx9d2.", ["86a3kx9d2"]),
    ("see https://app.clickup.com/t/9001/DEV-12, and #DEV-13", ["DEV-12", "DEV-13"]),
    ("Fix #12, UTF-8 and SHA-256", []), ("86a3kx9d2", []),
  ])
  func commits(message: String, ids: [String]) {
    #expect(TaskReference.mentioned(in: message).map(\.text) == ids)
  }
}

struct TaskLinkTests {
  @Test func optionThenConfigThenBranch() throws {
    let branch = "feature/CU-8branch01-x"
    let first = try TaskLink.find(option: "8option01", config: "8config01", branch: branch)
    #expect(first?.reference.text == "8option01" && first?.origin == .option)
    let second = try TaskLink.find(option: nil, config: "8config01", branch: branch)
    #expect(second?.reference.text == "8config01" && second?.origin == .config)
    let third = try TaskLink.find(option: nil, config: nil, branch: branch)
    #expect(third?.reference.text == "8branch01" && third?.origin == .branch(branch))
    #expect(try TaskLink.find(option: nil, config: nil, branch: "main") == nil)
    #expect(try TaskLink.find(option: nil, config: nil, branch: nil) == nil)
  }

  @Test func aBranchOfTwoTasksNamesNone() throws {
    #expect(try TaskLink.find(option: nil, config: nil, branch: "CU-9hx/DEV-12") == nil)
  }

  @Test func nonsenseIsSaid() {
    #expect(throws: TaskLinkError.notATask("neon", from: .option)) {
      try TaskLink.find(option: "neon", config: nil, branch: nil)
    }
    #expect(throws: TaskLinkError.notATask("neon", from: .config)) {
      try TaskLink.find(option: nil, config: "neon", branch: "CU-9hx")
    }
    #expect(
      "\(TaskLinkError.notATask("neon", from: .config))"
        == "'neon' (clickup_task) is no ClickUp task")
  }
}
