/// YAML text to nodes that remember line and column: the one door to libyaml.
enum LoraYAML {}
