import LoraClickUp
import LoraExperiment
import LoraTasks
import Testing

private let run = RunID(text: "1a2b3c4d" + String(repeating: "0", count: 24)) ?? RunID()

@Test func aMarkIsTheLastLineOfItsComment() throws {
  let mark = CommentMark(run: run, kind: "hot-gpu", number: 12)
  #expect(mark.text == "lora 1a2b3c4d/hot-gpu-12")
  let comment = mark.ending("Two\nlines \n\n")
  #expect(comment == "Two\nlines\nlora 1a2b3c4d/hot-gpu-12")
  #expect(CommentMark(endOf: comment) == mark)
  #expect(CommentMark(endOf: comment + "\n \n") == mark)
  #expect(CommentMark(line: mark.text) == mark)
  #expect(mark.ending("") == mark.text)
}

@Test func blocksEndInTheMarkOnALineOfItsOwn() {
  let mark = CommentMark(run: run, kind: "failure", number: 1)
  let line: [CommentBlock] = [.text(mark.text), .lineEnd()]
  #expect(mark.ending([.text("a")]) == [.text("a"), .lineEnd()] + line)
  #expect(mark.ending([.text("a"), .lineEnd(.bullet)]) == [.text("a"), .lineEnd(.bullet)] + line)
}

@Test(arguments: [
  "", "lora", "lora 1a2b3c4d", "lora 1a2b3c4d/", "lora 1a2b3c4d/start", "lora 1a2b3c4d/start-",
  "lora 1a2b3c4d/start-0", "lora 1a2b3c4d/start-01", "lora 1a2b3c4d/start-+1",
  "lora 1a2b3c4/start-1", "lora 1A2B3C4D/start-1", "lora 1a2b3c4d/Start-1",
  "lora 1a2b3c4d/-1", "lora 1a2b3c4d/a--1", "lora 1a2b3c4d/start-1 more", "> lora 1a2b3c4d/start-1",
  "lora 1a2b3c4d/start-1\nThanks!", "lora 1a2b3c4d/a/b-1", "Lora 1a2b3c4d/start-1",
])
func whatIsAlmostAMarkIsNone(_ text: String) { #expect(CommentMark(endOf: text) == nil) }
