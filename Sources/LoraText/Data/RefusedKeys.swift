import LoraJSON

/// Keys that would change what is trained and that are not read: refused where they say something,
/// never ignored. Where they say nothing (null, an empty list, `train: true`) they are no matter.
enum RefusedKeys {
  /// Why `key` stops a line of data.
  static func complaint(about key: String, _ value: JSONValue) -> RecordParser.Complaint? {
    guard !value.isVoid else { return nil }
    switch key {
    case "chosen", "rejected", "rejected_response":
      return .init(
        message: "'\(key)' belongs to pairs of a better and a worse answer (DPO), "
          + "which lora-train does not train on",
        hint: "for the better answers alone: put them into messages, or prompt and completion")
    case "images", "image", "audios", "audio", "videos", "video":
      return .init(
        message: "'\(key)' is not text, and lora-train trains on text alone",
        hint: "leave such examples out")
    case "history", "tools", "functions", "tool_calls":
      return .init(
        message: "the key '\(key)' is not read by lora-train yet", hint: "remove it from the data")
    case "attention_mask": return value.isAllOnes ? nil : unread(key)
    case "position_ids": return unread(key)
    case "label" where value.bool != nil: return verdict(key, value)
    case "weight": return verdict(key, value)
    case _ where MessageMask.keys.contains(key) && value.bool != nil: return verdict(key, value)
    default: return nil
    }
  }

  /// Why `key` stops a message.
  static func complaint(aboutMessages key: String, _ value: JSONValue) -> String? {
    guard !value.isVoid else { return nil }
    switch key {
    case "tool_calls", "function_call", "tool_call_id", "tools", "functions", "images", "image",
      "audio", "videos", "reasoning_content", "thinking", "train_detail", "history":
      return "the key '\(key)' is not read by lora-train yet"
    case "chosen", "rejected":
      return "'\(key)' belongs to pairs of answers, which are not trained on"
    default: return nil
    }
  }

  private static func unread(_ key: String) -> RecordParser.Complaint {
    .init(
      message: "the key '\(key)' is not read by lora-train yet", hint: "remove it from the data")
  }

  /// Of a whole example: KTO's `label`, and weights.
  private static func verdict(_ key: String, _ value: JSONValue) -> RecordParser.Complaint? {
    switch MessageMask.reading(value) {
    case .trained: nil
    case .masked:
      .init(
        message: "'\(key)' says that this example is not to be learned",
        hint: "remove the line: lora-train learns from every example, and from no bad ones")
    case nil:
      .init(
        message: "'\(key)' gives examples a weight, which is not read by lora-train yet",
        hint: "only true, false, 0 and 1 are understood")
    }
  }
}

/// Whether a message is learned, as axolotl (`train`, `training`), ms-swift (`loss`) and OpenAI
/// (`weight`) spell it.
enum MessageMask {
  case trained, masked

  static let keys = ["train", "training", "trainable", "loss", "weight"]

  /// Nil for a value that is no yes or no.
  static func reading(_ value: JSONValue) -> MessageMask? {
    switch value {
    case .bool(true), .integer(1), .number(1): .trained
    case .bool(false), .integer(0), .number(0): .masked
    default: nil
    }
  }
}

extension JSONValue {
  /// Null and empty: what exporters write for columns without a value.
  var isVoid: Bool {
    switch self {
    case .null: true
    case .string(let text): ["", "[]", "{}", "null"].contains(text.trimmed)
    case .array(let list): list.isEmpty
    case .object(let object): object.members.isEmpty
    default: false
    }
  }

  fileprivate var isAllOnes: Bool {
    array?.allSatisfy { $0 == .integer(1) } ?? false
  }
}
