public import LoraExperiment

extension RecordCodec {
  /// `metrics.jsonl`: one line a metric, the step first, absent values left out, `null` for one
  /// that is not finite. Numbers are the shortest text that reads back as the same Float32 (or Float64
  /// for rates and epochs).
  public static func encode(_ metrics: some Sequence<Metric>) -> [UInt8] {
    var text: [UInt8] = []
    for metric in metrics { text += Array(line(of: metric).utf8) }
    return text
  }

  public static func metrics(from bytes: [UInt8]) throws(StoreError) -> [Metric] {
    let lines = bytes.split(separator: 0x0a)
    let array = [0x5b] + lines.joined(separator: [0x2c]) + [0x5d]
    return try decode([Metric].self, from: Array(array), in: metricsFile)
  }

  private static func line(of metric: Metric) -> String {
    var line = "{\"step\":\(metric.step)"
    func add(_ key: String, _ number: (some BinaryFloatingPoint & CustomStringConvertible)?) {
      guard let number else { return }
      line += ",\"\(key)\":" + (number.isFinite ? "\(number)" : "null")
    }
    add("epoch", metric.epoch)
    add("loss", metric.loss)
    add("learning_rate", metric.learningRate)
    add("grad_norm", metric.gradientNorm)
    add("tokens_per_second", metric.tokensPerSecond)
    add("samples_per_second", metric.samplesPerSecond)
    add("eval_loss", metric.evaluationLoss)
    return line + "}\n"
  }
}
