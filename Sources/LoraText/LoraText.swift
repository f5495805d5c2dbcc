/// Tokenizers, chat templates and training text: from files to token ids and labels.
enum LoraText {}
