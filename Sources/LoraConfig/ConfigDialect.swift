/// Whose keys a config may hold.
public enum ConfigDialect: Sendable, Equatable {
  /// The table's alone: for `lora-train`, which would not do what an unknown key asks for.
  case own
  /// Another trainer's too: a key that the table lacks is passed on to it.
  case foreign
  /// Not known: foreign where a key stands at the top that only other trainers have, else own.
  case unknown
}

extension TeamSettings {
  /// How a config is read of which nothing is known but the team's usual trainer.
  public var dialect: ConfigDialect { Self.dialect(of: trainer) }

  /// - Parameter trainer: by name.
  public static func dialect(of trainer: String) -> ConfigDialect {
    trainer == builtInTrainer ? .unknown : .foreign
  }
}

enum ForeignKeys {
  /// Keys at the top of other trainers' configs that are not, and will not be, git-lora's: of axolotl,
  /// LLaMA-Factory, transformers and TRL, kohya's scripts, ai-toolkit, mlx-lm and torchtune.
  static let unmistakable: Set<String> = [
    "adapter", "datasets", "load_in_4bit", "load_in_8bit", "lora_target_linear", "sample_packing",
    "val_set_size", "do_train", "finetuning_type", "stage", "bf16", "fp16", "deepspeed",
    "gradient_checkpointing", "report_to", "dataset_name", "network_module", "optimizer_type",
    "dataset_config", "job", "lora_parameters", "iters", "adapter_path", "checkpointer",
    "recipe_checkpoint",
  ]

  /// Special tokens, whose names end as those of secrets do.
  static let tokens: Set<String> = [
    "bos_token", "eos_token", "pad_token", "unk_token", "sep_token", "cls_token", "mask_token",
  ]
}
