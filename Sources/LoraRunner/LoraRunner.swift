/// The main path: an edited config becomes a commit.
enum LoraRunner {}
