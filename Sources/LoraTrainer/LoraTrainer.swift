/// The training loop: optimizer, schedule, batches, adapters. Knows no Git, YAML or terminal.
enum LoraTrainer {}
