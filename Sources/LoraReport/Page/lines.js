/** Exponential moving average, corrected for its start at zero; the same as Smoothing.swift. */
function debiasedEMA(values, weight) {
  const smoothed = new Float64Array(values.length);
  let mean = 0;
  let forgotten = 1;
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    if (!Number.isFinite(value)) {
      smoothed[index] = value;
      continue;
    }
    mean = weight * mean + (1 - weight) * value;
    forgotten *= weight;
    smoothed[index] = mean / (1 - forgotten);
  }
  return smoothed;
}

/** A weight whose window is about a hundredth of the curve; the same as Smoothing.swift. */
function suggestedWeight(points) {
  return points <= 100 ? 0 : Math.min(0.999, 1 - 100 / points);
}

/** The first index whose value is not below `limit`; `values` rise. */
function lowerBound(values, limit) {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle] < limit) low = middle + 1; else high = middle;
  }
  return low;
}

/** The index whose value is nearest; -1 of nothing. */
function nearestIndex(values, target) {
  const right = lowerBound(values, target);
  if (right >= values.length) return values.length - 1;
  return right > 0 && target - values[right - 1] < values[right] - target ? right - 1 : right;
}

/**
 * The path of a curve. Of each pixel column only its first, lowest, highest and last point are
 * kept (Decimation.swift), so that a hundred thousand points cost as much as the chart is wide.
 * One point beyond either side of the view is kept: the line runs to the edge.
 */
function linePath(x, y, view, toX, toY) {
  const begin = Math.max(0, lowerBound(x, view.from) - 1);
  const end = Math.min(x.length, lowerBound(x, view.to) + 1);
  const parts = [];
  let pen = "M";
  let isAlone = false;
  // A point without neighbours would be a line without length: it becomes a short dash.
  const lift = () => {
    if (isAlone) parts.push("h2");
    isAlone = false;
    pen = "M";
  };
  let column = { number: NaN, first: -1, low: -1, high: -1, last: -1 };
  const put = (index) => {
    const height = toY(y[index]);
    // A value that the scale has no place for: zero on a logarithmic one.
    if (!Number.isFinite(height)) {
      lift();
      return;
    }
    isAlone = pen === "M";
    parts.push(pen, toX(x[index]).toFixed(1), " ", height.toFixed(1));
    pen = "L";
  };
  const flush = () => {
    if (column.first < 0) return;
    let before = -1;
    const middle = column.low < column.high ? [column.low, column.high] : [column.high, column.low];
    for (const index of [column.first, ...middle, column.last]) {
      if (index !== before) put(index);
      before = index;
    }
    column.first = -1;
  };
  for (let index = begin; index < end; index++) {
    const value = y[index];
    if (!Number.isFinite(value)) {
      flush();
      lift();
      continue;
    }
    const number = Math.floor(toX(x[index]));
    if (column.first < 0 || number !== column.number) {
      flush();
      column = { number, first: index, low: index, high: index, last: index };
      continue;
    }
    if (value < y[column.low]) column.low = index;
    if (value > y[column.high]) column.high = index;
    column.last = index;
  }
  flush();
  lift();
  return parts.join("");
}

/** Lowest and highest finite value of a stretch, above `lowest`. */
function valueRange(y, begin, end, lowest = -Infinity) {
  let low = Infinity;
  let high = -Infinity;
  for (let index = begin; index < end; index++) {
    const value = y[index];
    if (!Number.isFinite(value) || value <= lowest) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { low, high };
}
