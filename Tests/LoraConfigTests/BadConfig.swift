import LoraConfig
import LoraYAML
import Testing

/// A config that must be refused, where, and with which words in its message or hint.
struct BadConfig: CustomTestStringConvertible, Sendable {
  let text: String
  let line: Int?
  let column: Int?
  let words: [String]

  /// A whole file.
  init(file text: String, _ line: Int?, _ column: Int?, _ words: String...) {
    self.text = text
    self.line = line
    self.column = column
    self.words = words
  }

  /// Lines after two that make the config complete; they start at line 3.
  init(_ lines: String, _ line: Int, _ column: Int, _ words: String...) {
    text = "train_data_dir: ./data\nbase_model: ./models/base\n" + lines + "\n"
    self.line = line
    self.column = column
    self.words = words
  }

  var testDescription: String { String(text.suffix(60)).printable }

  static let wrongValues: [BadConfig] = [
    BadConfig("lora_rank: 0", 3, 12, "lora_rank", "1 to 4096", "not 0"),
    BadConfig("lora_rank: -8", 3, 12, "1 to 4096", "-8"),
    BadConfig("lora_rank: 4097", 3, 12, "1 to 4096", "4097"),
    BadConfig("lora_rank: 8.0", 3, 12, "whole number", "8.0", "write 8"),
    BadConfig("lora_rank: 8.5", 3, 12, "whole number"),
    BadConfig("learning_rate: 1e-400", 3, 16, "greater than 0", "so small is read as 0"),
    BadConfig("lora_rank: eight", 3, 12, "whole number", "eight"),
    BadConfig("lora_rank: '8'", 3, 12, "whole number", "without quotes"),
    BadConfig("lora_rank: \"16\"", 3, 12, "without quotes"),
    BadConfig("lora_rank: 1_6", 3, 12, "without '_'"),
    BadConfig("lora_rank: true", 3, 12, "whole number", "true"),
    BadConfig("lora_rank: [8]", 3, 12, "whole number", "a list"),
    BadConfig("lora_rank: {a: 8}", 3, 12, "whole number", "a map"),
    BadConfig("lora_rank:", 3, 11, "whole number", "empty"),
    BadConfig("lora_rank: 99999999999999999999999", 3, 12, "1 to 4096"),
    BadConfig("lora_rank: .inf", 3, 12, "whole number", ".inf"),
    BadConfig("lora_rank: 8 16", 3, 12, "8 16"),
    BadConfig("lora_rank: 1e2", 3, 12, "whole number", "write 100"),
    BadConfig("rank: 0", 3, 7, "'rank'", "1 to 4096"),
    BadConfig("lora_alpha: 0", 3, 13, "lora_alpha", "greater than 0"),
    BadConfig("lora_alpha: -1", 3, 13, "greater than 0"),
    BadConfig("lora_alpha: .nan", 3, 13, "a number", ".nan"),
    BadConfig("lora_alpha: sixteen", 3, 13, "a number", "sixteen"),
    BadConfig("lora_dropout: 1", 3, 15, "of 0 or more and below 1", "not 1"),
    BadConfig("lora_dropout: -0.1", 3, 15, "below 1"),
    BadConfig("lora_dropout: 0,05", 3, 15, "point, not a comma"),
    BadConfig("lora_dropout: 5%", 3, 15, "a number", "5%"),
    BadConfig("use_rslora: yes", 3, 13, "true or false", "write true"),
    BadConfig("use_rslora: off", 3, 13, "true or false", "write false"),
    BadConfig("use_rslora: 1", 3, 13, "true or false", "write true"),
    BadConfig("use_rslora: 'true'", 3, 13, "true or false", "without quotes"),
    BadConfig("shuffle: maybe", 3, 10, "true or false", "maybe"),
    BadConfig("target_modules: []", 3, 17, "target_modules", "is empty"),
    BadConfig("target_modules: ''", 3, 17, "target_modules", "empty"),
    BadConfig("target_modules: ['']", 3, 18, "empty"),
    BadConfig("target_modules: [q_proj, q_proj]", 3, 26, "q_proj", "twice"),
    BadConfig("target_modules: [q_proj, [v_proj]]", 3, 26, "a list"),
    BadConfig("target_modules: [q_proj, 3]", 3, 26, "not 3", "quotes"),
    BadConfig("target_modules:\n  - q_proj\n  -", 5, 4, "empty"),
    BadConfig("target_modules: '(q_proj'", 3, 17, "regular expression", "(q_proj"),
    BadConfig("target_modules: 5", 3, 17, "target_modules", "not 5"),
    BadConfig("target_modules: {q: 1}", 3, 17, "a map"),
    BadConfig("batch_size: 0", 3, 13, "batch_size", "1 to 65536"),
    BadConfig("batch_size: -4", 3, 13, "batch_size"),
    BadConfig("batch_size: 70000", 3, 13, "1 to 65536"),
    BadConfig("batch_size: auto", 3, 13, "whole number", "auto"),
    BadConfig("gradient_accumulation_steps: 0", 3, 30, "1 to"),
    BadConfig("epochs: 0", 3, 9, "epochs", "1 to 100000"),
    BadConfig("epochs: 1.5", 3, 9, "whole number"),
    BadConfig("epochs: ten", 3, 9, "whole number", "ten"),
    BadConfig("epochs: 100001", 3, 9, "1 to 100000"),
    BadConfig("max_steps: -1", 3, 12, "max_steps", "not -1"),
    BadConfig("max_steps: 0", 3, 12, "max_steps"),
    BadConfig("learning_rate: 0", 3, 16, "greater than 0 and at most 10"),
    BadConfig("learning_rate: -2e-4", 3, 16, "greater than 0", "-2e-4"),
    BadConfig("learning_rate: 11", 3, 16, "at most 10"),
    BadConfig("learning_rate: 1e3", 3, 16, "at most 10"),
    BadConfig("learning_rate: .inf", 3, 16, "at most 10"),
    BadConfig("learning_rate: .nan", 3, 16, "a number"),
    BadConfig("learning_rate: '2e-4'", 3, 16, "without quotes"),
    BadConfig("learning_rate: 2e", 3, 16, "a number", "2e"),
    BadConfig("learning_rate: 2 e-4", 3, 16, "a number"),
    BadConfig("learning_rate: 0.000_2", 3, 16, "without '_'"),
    BadConfig("learning_rate: 1/5000", 3, 16, "a number", "1/5000"),
    BadConfig("learning_rate: null_", 3, 16, "null_"),
    BadConfig("lr: high", 3, 5, "'lr'", "a number"),
    BadConfig("lr_scheduler: cosin", 3, 15, "constant, linear, cosine", "did you mean 'cosine'"),
    BadConfig("lr_scheduler: Cosine", 3, 15, "did you mean 'cosine'"),
    BadConfig("lr_scheduler: polynomial", 3, 15, "one of", "polynomial"),
    BadConfig("lr_scheduler: 1", 3, 15, "one of"),
    BadConfig("lr_scheduler: [cosine]", 3, 15, "one of", "a list"),
    BadConfig("warmup_steps: -1", 3, 15, "0 to"),
    BadConfig("warmup_steps: 0.1", 3, 15, "whole number"),
    BadConfig("max_steps: 10\nwarmup_steps: 11", 4, 15, "warmup_steps", "10 steps"),
    BadConfig("weight_decay: -0.01", 3, 15, "from 0 to 1"),
    BadConfig("weight_decay: 2", 3, 15, "from 0 to 1"),
    BadConfig("adam_beta1: 1", 3, 13, "below 1"),
    BadConfig("adam_beta2: 1.5", 3, 13, "below 1"),
    BadConfig("adam_epsilon: 0", 3, 15, "greater than 0"),
    BadConfig("max_grad_norm: -1", 3, 16, "from 0"),
    BadConfig("max_grad_norm: .inf", 3, 16, "from 0"),
    BadConfig("seed: -1", 3, 7, "0 to 4294967295"),
    BadConfig("seed: 4294967296", 3, 7, "0 to 4294967295"),
    BadConfig("seed: random", 3, 7, "random"),
    BadConfig("mixed_precision: fp8", 3, 18, "no, fp16, bf16"),
    BadConfig("mixed_precision: false", 3, 18, "write no"),
    BadConfig("mixed_precision: float16", 3, 18, "one of"),
    BadConfig("max_seq_length: 1", 3, 17, "from 2"),
    BadConfig("max_seq_length: 2k", 3, 17, "whole number", "2k"),
    BadConfig("resolution: 0", 3, 13, "pixels", "64 to 8192"),
    BadConfig("resolution: 500", 3, 13, "steps of 8"),
    BadConfig("resolution: 512x768", 3, 13, "512x768", "write [512, 768]"),
    BadConfig("resolution: [512]", 3, 13, "pixels"),
    BadConfig("resolution: [512, 512, 3]", 3, 13, "pixels"),
    BadConfig("resolution: 512,", 3, 13, "pixels"),
    BadConfig("image_resolution: 10000", 3, 19, "64 to 8192"),
    BadConfig("save_steps: 0", 3, 13, "1 to"),
    BadConfig("save_steps: every epoch", 3, 13, "every epoch"),
    BadConfig("logging_steps: 0", 3, 16, "'logging_steps'", "1 to"),
    BadConfig("eval_steps: -5", 3, 13, "1 to"),
    BadConfig("chat_template: chatlm", 3, 16, "did you mean 'chatml'"),
    BadConfig("train_on_prompt: 'no'", 3, 18, "true or false", "write false"),
    BadConfig("clickup_task: ''", 3, 15, "an id", "empty"),
    BadConfig("clickup_task: [a]", 3, 15, "an id", "a list"),
    BadConfig(
      "clickup_task: https://app.clickup.com/t/86a3kx9d2", 3, 15, "an id", "86a3kx9d2"),
    BadConfig("clickup_task: two words", 3, 15, "an id", "two words"),
    BadConfig("task_type: text-generatoin", 3, 12, "did you mean 'text-generation'"),
    BadConfig("task_type: text_generation", 3, 12, "did you mean 'text-generation'"),
    BadConfig("task_type: image-to-text", 3, 12, "one of", "image-to-text"),
    BadConfig("task_type: 1", 3, 12, "one of"),
  ]

  static let wrongPaths: [BadConfig] = [
    BadConfig("output_dir: ''", 3, 13, "empty"),
    BadConfig("output_dir: '   '", 3, 13, "empty"),
    BadConfig("output_dir: ~/out", 3, 13, "'~' is not expanded"),
    BadConfig("output_dir: $HOME/out", 3, 13, "variables are not expanded"),
    BadConfig("output_dir: ${OUT}/x", 3, 13, "variables are not expanded"),
    BadConfig("output_dir: 'C:\\out'", 3, 13, "'\\'", "'/'"),
    BadConfig("output_dir: s3://bucket/out", 3, 13, "address"),
    BadConfig("output_dir: 42", 3, 13, "a path", "quotes"),
    BadConfig("output_dir: [a, b]", 3, 13, "a path", "a list"),
    BadConfig("output_dir: ' out'", 3, 13, "space"),
    BadConfig("output_dir: \"a\\0b\"", 3, 13, "control character"),
    BadConfig("output_dir: \"a\\nb\"", 3, 13, "control character"),
    BadConfig("output_dir: \(String(repeating: "x", count: 300))", 3, 13, "longer than any path"),
    BadConfig("output_dir: .", 3, 13, "top of the working tree"),
    BadConfig("output_dir: ./", 3, 13, "top of the working tree"),
    BadConfig("output_dir: output/..", 3, 13, "top of the working tree"),
    BadConfig("output_dir: ..", 3, 13, "contains the working tree"),
    BadConfig("output_dir: /", 3, 13, "'/'"),
    BadConfig("output_dir: .git/lora", 3, 13, "inside .git"),
    BadConfig("output_dir: ./x/../.git", 3, 13, "inside .git"),
    BadConfig("init_lora_weights: true", 3, 20, "a path", "true"),
    BadConfig("metadata_path: https://x/y.csv", 3, 16, "address", "download it first"),
    BadConfig("metadata_path:", 3, 15, "a path", "empty"),
  ]

  static let wrongKeys: [BadConfig] = [
    BadConfig("lora_rnk: 8", 3, 1, "unknown key 'lora_rnk'", "did you mean 'lora_rank'"),
    BadConfig("loraRank: 8", 3, 1, "did you mean 'lora_rank'"),
    BadConfig("Learning_Rate: 1", 3, 1, "did you mean 'learning_rate'"),
    BadConfig("learning-rate: 1", 3, 1, "did you mean 'learning_rate'"),
    BadConfig("imge_resolution: 512", 3, 1, "did you mean 'resolution'"),
    BadConfig("frobnicate: 1", 3, 1, "unknown key", "git lora config keys"),
    BadConfig("clickup_token: pk_1", 3, 1, "unknown key", "CLICKUP_TOKEN"),
    BadConfig("optimizer: adamw", 3, 1, "unknown key 'optimizer'"),
    BadConfig("'': 1", 3, 1, "unknown key ''"),
    BadConfig("1: 1", 3, 1, "unknown key '1'"),
    BadConfig("\"a\\eb\": 1", 3, 1, "unknown key"),
    BadConfig("学习率: 1", 3, 1, "unknown key '学习率'"),
    BadConfig("seed: 1\nseed: 1", 4, 1, "duplicate key 'seed'", "line 3 and line 4"),
    BadConfig("seed: 1\n\"seed\": 2", 4, 1, "duplicate key 'seed'", "line 3 and line 4"),
    BadConfig("lora_rank: 8\nrank: 8", 4, 1, "'rank'", "'lora_rank'", "line 3"),
    BadConfig("logging_steps: 5\nlog_steps: 5", 4, 1, "duplicate key", "line 3"),
    BadConfig("lr: 1\nlearning_rate: 1", 4, 1, "duplicate key", "line 3"),
    BadConfig("epochs: 3\nmax_steps: 10", 4, 12, "'epochs' and 'max_steps'", "keep one"),
    BadConfig("max_train_steps: 10\nepochs: 3", 4, 9, "'epochs' and 'max_steps'"),
    BadConfig("[a]: 1", 3, 1, "cannot be a key"),
    BadConfig("<<: {seed: 1}", 3, 1, "merge keys"),
    BadConfig("seed: *x", 3, 7, "no anchor '&x'"),
    BadConfig("seed: !!binary aGk=", 3, 7, "!!binary", "not supported"),
    BadConfig("seed: !python/object:os.system 1", 3, 7, "tag", "not supported"),
    BadConfig("seed: !!int abc", 3, 7, "!!int"),
    BadConfig("nested:\n  lora_rank: 8", 3, 1, "unknown key 'nested'"),
  ]

  static let wrongFiles: [BadConfig] = [
    BadConfig(file: "", nil, nil, "required key 'base_model' is missing"),
    BadConfig(file: "", nil, nil, "'train_data_dir' or 'metadata_path' is missing"),
    BadConfig(file: "# nothing\n", nil, nil, "required key 'base_model' is missing"),
    BadConfig(file: "base_model: m\n", nil, nil, "'train_data_dir' or 'metadata_path'"),
    BadConfig(file: "train_data_dir: d\n", nil, nil, "'base_model' is missing"),
    BadConfig(file: "train_data_dir: null\nbase_model: m\n", nil, nil, "'train_data_dir' or"),
    BadConfig(file: "train_data_dir: d\nbase_model: null\n", 2, 13, "'base_model'", "empty"),
    BadConfig(file: "- a\n- b\n", 1, 1, "`key: value` lines"),
    BadConfig(file: "just text\n", 1, 1, "`key: value` lines"),
    BadConfig(file: "42", 1, 1, "`key: value` lines"),
    BadConfig(file: "{}", nil, nil, "'base_model' is missing"),
    BadConfig("\tseed: 1", 3, 1, "tab", "spaces"),
    BadConfig("target_modules:\n\t- q_proj", 4, 1, "tab", "spaces"),
    BadConfig("target_modules:\n  \t- q_proj", 4, 3, "tab"),
    BadConfig("seed 1", 3, 1, "no ':'", "key: value"),
    BadConfig("seed:1\nepochs: 2", 3, 1, "':'"),
    BadConfig("  seed: 1", 3, 7, "':'", "indentation"),
    BadConfig("seed: 1: 2", 3, 8, "':'", "quote"),
    BadConfig("seed: 'open", 3, 7, "never closed"),
    BadConfig("seed: \"open", 3, 7, "never closed"),
    BadConfig("target_modules: [a, b", 3, 17, "not closed"),
    BadConfig("seed: @1", 3, 7, "'@'", "quotes"),
    BadConfig("seed: `1`", 3, 7, "'`'", "quotes"),
    BadConfig("seed: %1", 3, 7, "'%'"),
    BadConfig("output_dir: \"C:\\out\"", 3, 16, "escape"),
    BadConfig("---\nseed: 1", 3, 1, "second document"),
    BadConfig("...\n---\nseed: 1", 4, 1, "second document"),
    BadConfig("seed: 1\u{0}", 3, 8, "control character U+0000"),
    BadConfig("seed: \u{1B}[31m", 3, 7, "control character U+001B"),
    BadConfig("seed: 1\u{7}", 3, 8, "control character"),
    BadConfig(file: "\u{FEFF}train_data_dir: d\nbase_model: m\nsed: 1\n", 3, 1, "'seed'"),
  ]

  static let all = wrongValues + wrongPaths + wrongKeys + wrongFiles
}

@Test func theTableIsLong() { #expect(BadConfig.all.count >= 150) }

@Test(arguments: BadConfig.all) func isRefusedWhereItIsWrong(_ bad: BadConfig) {
  let (config, diagnostics) = RunConfig.parse(bytes: Array(bad.text.utf8), file: "c.yaml")
  #expect(config == nil)
  let matches = diagnostics.filter { found in
    let said = found.message + " " + (found.hint ?? "")
    return found.severity == .error && found.line == bad.line && found.column == bad.column
      && bad.words.allSatisfy(said.contains)
  }
  #expect(
    !matches.isEmpty, "\(diagnostics.map { $0.rendered() }.joined(separator: "\n"))")
}

/// One mistake is reported once: no cascade of follow-up errors.
@Test(arguments: BadConfig.wrongValues + BadConfig.wrongPaths)
func oneMistakeIsOneError(_ bad: BadConfig) {
  let (_, diagnostics) = RunConfig.parse(bytes: Array(bad.text.utf8), file: "c.yaml")
  #expect(diagnostics.filter { $0.severity == .error }.count == 1)
}

@Test(arguments: BadConfig.all) func messagesNeverHoldControlCharacters(_ bad: BadConfig) {
  let (_, diagnostics) = RunConfig.parse(bytes: Array(bad.text.utf8), file: "c\u{1B}.yaml")
  for found in diagnostics {
    let lines = found.rendered().split(separator: "\n")
    #expect(!lines.contains { $0.unicodeScalars.contains(where: \.isControl) })
  }
}
