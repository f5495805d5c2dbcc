/// Where runs live in a repository: refs, records, LFS objects, active runs.
enum LoraStore {}
