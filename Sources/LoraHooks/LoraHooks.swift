/// Hook blocks beside what is already installed, and what the hooks check.
enum LoraHooks {}
