/// Forward passes of model families, written over the tape.
enum LoraModels {}
