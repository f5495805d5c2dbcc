/// The keys of a run's config and of .lorarc: one table that validates, documents and prints.
enum LoraConfig {}
