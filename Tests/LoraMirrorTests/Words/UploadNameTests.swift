import LoraExperiment
import LoraMirror
import Testing

@Test(arguments: [
  ("adapter_model.safetensors", "adapter_model.lora-1a2b3c4d-3.safetensors"),
  ("samples/step 1.txt", "step 1.lora-1a2b3c4d-3.txt"),
  ("README", "README.lora-1a2b3c4d-3"),
  ("赛博朋克 风格.v2.png", "赛博朋克 风格.v2.lora-1a2b3c4d-3.png"),
  ("archive.tar.gz", "archive.tar.lora-1a2b3c4d-3.gz"),
  ("../../etc/passwd", "passwd.lora-1a2b3c4d-3"),
  ("..", "file.lora-1a2b3c4d-3"), ("", "file.lora-1a2b3c4d-3"), ("/", "file.lora-1a2b3c4d-3"),
  (".hidden", "hidden.lora-1a2b3c4d-3"), ("--force.txt", "force.lora-1a2b3c4d-3.txt"),
  ("a\u{1B}[31m\nb\u{202E}c\\d:e.txt", "a-[31m-b-c-d-e.lora-1a2b3c4d-3.txt"),
  ("what. is this", "what. is this.lora-1a2b3c4d-3"),
  ("x.мойформат", "x.мойформат.lora-1a2b3c4d-3"),
])
func anUploadIsNamedAfterItsFile(_ file: String, _ wanted: String) throws {
  let name = UploadName(file, run: run, number: 3)
  #expect(name.text == wanted)
  #expect(UploadName(title: wanted) == name)
}

@Test(arguments: ["a", "模", "👩‍👩‍👧", "e\u{301}"])
func aLongNameIsCutBetweenCharacters(_ letter: String) throws {
  let long = String(repeating: letter, count: 300) + ".safetensors"
  let name = UploadName(long, run: run, number: 1_000)
  #expect(name.text.utf8.count <= UploadName.longest)
  #expect(name.text.utf8.count > UploadName.longest - letter.utf8.count)
  #expect(name.text.hasSuffix("\(letter).lora-1a2b3c4d-1000.safetensors"))
  #expect(UploadName(title: name.text) == name)
}

@Test(arguments: [
  "photo.png", "lora-1a2b3c4d-3", "a.lora-1a2b3c4d.png", "a.lora-1a2b3c4d-0.png",
  "a.lora-1a2b3c4d-03.png", "a.lora-1a2b3c4-3.png", "a.lora-1A2B3C4D-3.png",
  "a.lora-1a2b3c4d-3.tar.gz", "a.Lora-1a2b3c4d-3.png", "a lora-1a2b3c4d-3.png",
])
func whatPeopleUploadIsNotOurs(_ title: String) { #expect(UploadName(title: title) == nil) }

@Test func aNameThatIsOursAlreadyGetsAMarkOfItsOwn() throws {
  let old = "a.lora-00000000-1.png"
  let name = UploadName(old, run: run, number: 2)
  #expect(name.text == "a.lora-00000000-1.lora-1a2b3c4d-2.png")
  #expect(UploadName(title: name.text)?.run == "1a2b3c4d")
}
