/// Model families as descriptions: layout, weight names and shapes, adapter targets.
enum LoraFamilies {}
