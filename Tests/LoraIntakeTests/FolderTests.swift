import Foundation
import LoraClickUp
import LoraIntake
import Testing

/// Which folder a task's data goes to.
@Suite struct FolderTests {
  @Test func aFolderBelongsToOneTask() throws {
    let studio = try Studio()
    studio.attach("a.txt", at: "/f/5", size: 5)
    _ = try studio.pull()
    let other = try Studio()
    other.board.task = ClickUpTask(
      id: "other", name: "b", list: .init(id: "1", name: "l"),
      status: TaskStatus(name: "x", kind: .open), created: 0, updated: 0)
    #expect(throws: IntakeError.otherTask(folder: studio.folder, task: "86a3kx9d2")) {
      try other.pull { $0.place = .folder(studio.folder) }
    }
  }

  @Test func aTaskKeepsItsFolderWhateverItIsCalled() throws {
    let studio = try Studio()
    let place = PullRequest.Place.named(below: studio.folder, project: nil, type: "images")
    studio.attach("a.txt", at: "/f/5", size: 5)
    let first = try studio.pull { $0.place = place }.folder
    studio.board.task.name = "Another name"
    studio.attach("b.txt", at: "/f/6", size: 6)
    // As a config of another type would have it.
    let texts = PullRequest.Place.named(below: studio.folder, project: "shop", type: "texts")
    let second = try studio.pull { $0.place = texts }
    #expect(second.folder == first && second.names == ["b.txt"])
    #expect(TaskFolders(below: studio.folder).folder(ofTask: studio.board.task.id) == first)
    // Whoever insists on a type has another folder, and then that one.
    for names in [["a.txt", "b.txt"], []] {
      let insisting = try studio.pull {
        $0.place = .named(below: studio.folder, project: "shop", type: "texts", insists: true)
      }
      #expect(insisting.folder.hasSuffix("/shop_texts_202404") && insisting.names == names)
    }
    #expect(try studio.pull { $0.place = texts }.folder == first)
  }

  @Test func tasksOfOneProjectAndMonthHaveFoldersOfTheirOwn() throws {
    let studio = try Studio()
    var folders: [String] = []
    for (id, name) in [("1", "Summer"), ("2", "Winter"), ("3", "Winter"), ("2", "Renamed")] {
      studio.board.task = ClickUpTask(
        id: id, name: name, list: .init(id: "1", name: "l"),
        status: TaskStatus(name: "x", kind: .open), created: 0, updated: 0)
      studio.attach("a.txt", at: "/f/5", size: 5, id: id)
      let place = PullRequest.Place.named(below: studio.folder, project: "shop", type: "images")
      folders.append(try studio.pull { $0.place = place }.folder)
    }
    #expect(
      folders.map { String($0.dropFirst(studio.folder.count + 1)) } == [
        "shop_images_197001", "shop-winter_images_197001", "shop-winter-3_images_197001",
        "shop-winter_images_197001",
      ])
  }
}
