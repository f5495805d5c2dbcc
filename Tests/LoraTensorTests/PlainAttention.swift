import Foundation
import LoraTensor

/// Attention of one segment and one key/value head, forward and backward, by plain loops.
struct PlainAttention {
  let q: [Float]
  let k: [Float]
  let v: [Float]
  let dy: [Float]
  let rows: Int
  let heads: Int
  let d: Int
  let scale: Double
  let mask: AttentionMask

  private func sees(_ query: Int, _ key: Int) -> Bool {
    switch mask {
    case .full: true
    case .causal: key <= query
    case .window(let width): key <= query && key > query - width
    }
  }

  private func dot(_ a: [Float], _ i: Int, _ b: [Float], _ j: Int) -> Double {
    (0..<d).reduce(0.0) { $0 + Double(a[i + $1]) * Double(b[j + $1]) }
  }

  func results() -> (out: [Double], dq: [Double], dk: [Double], dv: [Double]) {
    var out = [Double](repeating: 0, count: q.count)
    var dq = out
    var dk = [Double](repeating: 0, count: k.count)
    var dv = dk
    for head in 0..<heads {
      for query in 0..<rows {
        let at = (query * heads + head) * d
        let keys = (0..<rows).filter { sees(query, $0) }
        let exponentials = keys.map { exp(scale * dot(q, at, k, $0 * d)) }
        let p = exponentials.map { $0 / exponentials.reduce(0, +) }
        let dp = keys.map { dot(dy, at, v, $0 * d) }
        let mean = zip(p, dp).reduce(0) { $0 + $1.0 * $1.1 }
        for (place, key) in keys.enumerated() {
          let ds = scale * p[place] * (dp[place] - mean)
          for i in 0..<d {
            out[at + i] += p[place] * Double(v[key * d + i])
            dv[key * d + i] += p[place] * Double(dy[at + i])
            dq[at + i] += ds * Double(k[key * d + i])
            dk[key * d + i] += ds * Double(q[at + i])
          }
        }
      }
    }
    return (out, dq, dk, dv)
  }
}
