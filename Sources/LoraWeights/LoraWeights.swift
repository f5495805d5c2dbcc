/// Weight containers (safetensors, GGUF) and the names tensors have in them.
enum LoraWeights {}
