/** Rounded to `digits` significant digits; trailing zeros go unless numbers stand in a column. */
function formatNumber(value, digits = 4, keepsZeros = false) {
  if (Number.isNaN(value)) return "not a number";
  if (!Number.isFinite(value)) return "infinite";
  const rounded = Number(value.toPrecision(digits));
  if (Math.abs(rounded) >= 1000 && Number.isInteger(rounded)) return rounded.toLocaleString("en");
  const text = String(rounded);
  const isPlain = !text.includes("e") && rounded !== 0;
  return (keepsZeros && isPlain ? value.toPrecision(digits) : text).replace("e+", "e");
}

/** How far a moving average of this weight looks back. */
function formatWindow(weight) {
  return `${formatNumber(1 / (1 - weight), 2)} points`;
}

/** Where a run stands on the horizontal axis, with what the axis counts. */
function formatPosition(axis, value) {
  if (axis === "epoch") return `epoch ${formatNumber(value)}`;
  if (axis === "time") return formatDuration(value);
  const count = Math.round(value).toLocaleString("en");
  return axis === "samples" ? `${count} samples` : `step ${count}`;
}

/** The unit in which a stretch of so many seconds reads best. */
function timeUnit(seconds) {
  if (seconds >= 2 * 3600) return { name: "h", seconds: 3600 };
  return seconds >= 5 * 60 ? { name: "min", seconds: 60 } : { name: "s", seconds: 1 };
}

function formatDuration(seconds) {
  if (seconds < 60) return `${formatNumber(seconds, 3)} s`;
  const whole = Math.round(seconds);
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor(whole / 60) % 60} min`;
}

/** Multiples of 1, 2 or 5 times a power of ten within the range, about `count` of them. */
function linearTicks(low, high, count) {
  const rough = (high - low) / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= rough * 0.999);
  const ticks = [];
  const last = Math.floor(high / step + 1e-9);
  for (let index = Math.ceil(low / step - 1e-9); index <= last; index++) ticks.push(index * step);
  return ticks;
}

/** 1, 2 and 5 times the powers of ten within the range; of a narrow one the linear ticks. */
function logarithmicTicks(low, high, count) {
  const ticks = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
    for (const factor of [1, 2, 5]) {
      const tick = factor * 10 ** power;
      if (tick >= low && tick <= high) ticks.push(tick);
    }
  }
  if (ticks.length < 3) return linearTicks(low, high, count);
  return ticks.length > count * 2 ? ticks.filter((tick) => Math.log10(tick) % 1 === 0) : ticks;
}
