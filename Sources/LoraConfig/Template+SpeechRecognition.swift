extension Template {
  /// `templates/speech-recognition.yaml`
  var speechRecognitionText: String {
    ##"""
    # {name}: a LoRA adapter for a speech model, such as a dialect.
    #
    #   git lora validate configs/{name}.yaml     check this file
    #   git lora run configs/{name}.yaml          train; the run becomes a commit on runs/{name}
    #   git lora config keys                      every key there is
    task_type: speech-recognition

    # Recordings, and the table that gives each its transcript (columns: filename,text).
    train_data_dir: "./data/{name}"
    metadata_path: "./data/{name}/metadata.csv"

    # The frozen model: a Hugging Face folder.
    base_model: ./models/whisper-small

    # The adapter: on the decoder only, which is enough for a dialect. The text is a regular
    # expression that whole module paths must match.
    lora_rank: 8
    lora_alpha: 16
    lora_dropout: 0.05
    target_modules: '.*\.decoder\..*\.(q_proj|v_proj)'

    # How long and how fast. `max_steps: 1000` may stand in the place of epochs.
    batch_size: 4
    gradient_accumulation_steps: 2
    epochs: 10
    learning_rate: 1e-4
    warmup_steps: 50
    seed: 42

    # Steps between checkpoints, and where a copy of the result appears.
    save_steps: 100
    output_dir: "./output/{name}"

    """##
  }
}
