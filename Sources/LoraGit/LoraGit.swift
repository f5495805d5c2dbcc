/// The Git verbs this product uses, as Swift values: the one door to libgit2.
enum LoraGit {}
