import LoraDigest

/// The Jinja texts that are known, by digest.
enum KnownTemplates {
  /// The digest of a template's text. How its line breaks are spelled (CRLF, LF or the two
  /// characters `\n` inside Jinja strings) and what surrounds it does not change what it renders.
  static func digest(of text: String) -> String {
    let lines = text.replacing("\r\n", with: "\n").replacing("\\n", with: "\n")
    return Digest.of(lines.trimmed).hex
  }

  private static let smolLM =
    "You are a helpful AI assistant named SmolLM, trained by Hugging Face"
  private static let qwen2 = "You are a helpful assistant."
  private static let qwen25 =
    "You are Qwen, created by Alibaba Cloud. You are a helpful assistant."
  private static let qwen25Math =
    "Please reason step by step, and put your final answer within \\boxed{}."

  /// The date that Llama 3.1's template names where the caller gives none.
  private static let llamaDate = "26 Jul 2024"

  static let frames: [String: ChatTemplate.Frame] = [
    // smollm2
    "872be49dbb638044ad01b60388f48d469ff2980e5f0dccdc22ec907db54d0788": .header(
      .chatML(defaultSystem: smolLM)),
    // chatml
    "153280e3ff55d19da1398bdb3914ee2a51b80429bfaedde11d7d216c39db80f3": .header(
      .chatML(defaultSystem: nil)),
    // chatml-defined
    "58c1a1f04baa7adaeaba1f90267c3d57d9396f0c1f0129bdde9e76d3c6784af7": .header(
      .chatML(defaultSystem: nil)),
    // qwen2
    "793202280c0910ab26bc6eb57c8212c2417324c6d8c4efd0d10d59092ab3e3eb": .header(
      .chatML(defaultSystem: qwen2)),
    // qwen2.5-instruct
    "a18cc698dd45623eb707279d08e66f7bb8d76afc89ead84016b88487b395b5cc": .header(
      .chatML(defaultSystem: qwen25)),
    // qwen2.5-base
    "7d6302983e64f35c4ad9459413ee827d5dcfa23ba5373f58cde030c9f724f7e8": .header(
      .chatML(defaultSystem: qwen2)),
    // qwen2.5-math
    "9d6b98bc5e299deed4ea4340cf2336137a3a96d4693d8e8d94b466d9cda1a6d2": .header(
      .chatML(defaultSystem: qwen25Math)),
    // llama2
    "9780fae5bfea3cfd7be37d328c6edfd296a8869be8131495bbe7eb37e780c88c": .instruction(.llama2),
    // llama2-older
    "465fedc0ba3c72b5e0aeb3ad595226ca1cb33583b1915096a996edcc2a0eabd5": .instruction(.llama2),
    // llama3
    "ba03a121d097859c7b5b9cd03af99aafe95275210d2876f642ad9929a150f122": .header(.llama3),
    // llama3-older
    "b48c47f6443892716176eb200bf4ef108f64e06ca26ed0fa8ebc0a4b3992fcb2": .header(.llama3),
    // llama3.1
    "99799a835a31e1d33c4a9c7ee8a0de3923b291a95155ed6dc8efcbd0fe1d0238": .header(
      .llama3(date: llamaDate)),
    // llama3.2
    "0cac23ffd2b33ff7b039e17ee143a080053318146fdc788f1d49ed4745aa8683": .header(
      .llama3(date: llamaDate)),
    // mistral-first
    "26a59556925c987317ce5291811ba3b7f32ec4c647c400c6cc7e3a9993007ba7": .instruction(.mistralFirst),
    // mistral-first-spaced
    "6439f642d4e619817cc31f7d857831db78e40ec1b55500e84957d1e428169ed2": .instruction(.mistralFirst),
    // mistral-oldest
    "7e995b379ec01747807246483647cd99030abf331653f1119e16d7ac041a3495": .instruction(
      .mistralOldest),
    // mistral
    "1c6594f8393552ef16bbf3ddecb67d8258fb8d66339a1a092a8f8496061f02d3": .instruction(.mistral),
    // mistral-nemo
    "1127255163dd25a2fd472f9901035aa9e78dc77ca33efdd010f5c8ea87e5d436": .instruction(.mistralNemo),
  ]
}
