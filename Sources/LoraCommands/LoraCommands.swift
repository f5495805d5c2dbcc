/// The subcommands of git lora: flags, terminal, exit codes.
enum LoraCommands {}
