/** The numbers of one COLUMN (CurveData.swift says how they are written). */
function decodeColumn(column) {
  if (column.linear) {
    const [first, stride] = column.linear;
    const values = new Float64Array(column.n);
    for (let index = 0; index < column.n; index++) values[index] = first + stride * index;
    return values;
  }
  if (column.knots) return joinKnots(column.knots, column.n);
  const text = atob(column.f32);
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) bytes[index] = text.charCodeAt(index);
  const view = new DataView(bytes.buffer);
  const values = new Float32Array(column.n);
  for (let index = 0; index < column.n; index++) values[index] = view.getFloat32(index * 4, true);
  return values;
}

/** Values on the lines between knots, given as index and value in turn. */
function joinKnots(knots, count) {
  const values = new Float64Array(count);
  for (let knot = 0; knot + 3 < knots.length; knot += 2) {
    const [from, first, to, last] = knots.slice(knot, knot + 4);
    for (let index = from; index <= to; index++) {
      values[index] = first + (last - first) * (index - from) / (to - from);
    }
  }
  return values;
}

/** The training or validation values of one run, decoded when first asked for. */
class Curves {
  constructor(source) {
    this.source = source;
    this.decoded = new Map();
    this.smoothing = { weight: 0, values: null };
  }

  get count() { return this.source.loss.n; }

  x(axis) { return this.column(`x.${axis}`, this.source.x[axis]); }

  /** `loss` or `rate`; null when the run has no such values. */
  values(quantity) {
    const source = this.source[quantity];
    return source && source.n > 0 ? this.column(quantity, source) : null;
  }

  /** Loss only: a learning rate has no noise. */
  smoothed(quantity, weight) {
    const values = this.values(quantity);
    if (quantity !== "loss" || weight <= 0 || !values) return values;
    if (this.smoothing.weight !== weight) {
      this.smoothing = { weight, values: debiasedEMA(values, weight) };
    }
    return this.smoothing.values;
  }

  column(key, source) {
    if (!this.decoded.has(key)) this.decoded.set(key, decodeColumn(source));
    return this.decoded.get(key);
  }
}
