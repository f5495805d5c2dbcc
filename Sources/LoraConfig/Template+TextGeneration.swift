extension Template {
  /// `templates/text-generation.yaml`
  var textGenerationText: String {
    ##"""
    # {name}: a LoRA adapter for a language model.
    #
    #   git lora validate configs/{name}.yaml     check this file
    #   git lora run configs/{name}.yaml          train; the run becomes a commit on runs/{name}
    #   git lora config keys                      every key there is
    task_type: text-generation

    # Data: a folder or one file. Plain text (one sample a line) or JSONL with {"messages": [...]},
    # {"prompt": ..., "completion": ...}, {"instruction": ..., "output": ...} or {"text": ...}.
    train_data_dir: "./data/{name}"

    # The frozen model: a Hugging Face folder or a .gguf file.
    base_model: ./models/SmolLM2-135M-Instruct

    # The adapter. Its output is multiplied by lora_alpha / lora_rank.
    lora_rank: 8
    lora_alpha: 16
    lora_dropout: 0.05
    target_modules: [q_proj, v_proj]

    # How long and how fast. `max_steps: 200` may stand in the place of epochs.
    batch_size: 4
    epochs: 3
    learning_rate: 2e-4
    lr_scheduler: cosine
    max_seq_length: 512
    seed: 42

    # Steps between checkpoints, and where a copy of the result appears.
    save_steps: 100
    output_dir: "./output/{name}"

    """##
  }
}
