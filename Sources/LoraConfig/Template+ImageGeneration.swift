extension Template {
  /// `templates/image-generation.yaml`
  var imageGenerationText: String {
    ##"""
    # {name}: a LoRA adapter for an image model, such as a style.
    #
    #   git lora validate configs/{name}.yaml     check this file
    #   git lora run configs/{name}.yaml          train; the run becomes a commit on runs/{name}
    #   git lora config keys                      every key there is
    task_type: image-generation

    # Pictures, and the table that gives each its caption (columns: filename,prompt).
    train_data_dir: "./data/{name}"
    metadata_path: "./data/{name}/metadata.csv"

    # The frozen model: a diffusers folder or a single .safetensors file.
    base_model: ./models/Stable-diffusion/v1-5-pruned.safetensors

    # The adapter. Its output is multiplied by lora_alpha / lora_rank.
    lora_rank: 8
    lora_alpha: 16

    # How long and how fast. `max_steps: 1000` may stand in the place of epochs.
    batch_size: 4
    epochs: 10
    learning_rate: 2e-4
    resolution: 512
    mixed_precision: fp16
    seed: 42

    # Steps between checkpoints, and where a copy of the result appears.
    save_steps: 100
    output_dir: "./output/{name}"

    """##
  }
}
