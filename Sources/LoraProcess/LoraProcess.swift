/// Child processes: spawn, capture, signal.
enum LoraProcess {}
