/**
 * What all charts of the page show: the axis, the stretch of it, smoothing, hidden runs and the
 * place of the crosshair. A change redraws the charts once, in the next frame.
 */
class View {
  constructor(runs, axes, axis) {
    this.runs = runs;
    this.axes = axes;
    this.axis = axis;
    this.weight = suggestedWeight(Math.max(0, ...runs.map((run) => run.training.count)));
    this.logarithmic = false;
    this.showsRaw = runs.length <= 4;
    this.hidden = new Set();
    this.cursor = null;
    this.charts = [];
    this.scheduled = false;
    this.reset();
  }

  get visibleRuns() { return this.runs.filter((run) => !this.hidden.has(run)); }

  /** How much of the axis one of the units is that its marks count. */
  get unit() { return this.axis === "time" ? timeUnit(this.to).seconds : 1; }

  get label() {
    const { name } = this.axes.find((axis) => axis.key === this.axis);
    return this.axis === "time" ? `${name} (${timeUnit(this.to).name})` : name;
  }

  /** All that the runs have on this axis. */
  get extent() {
    let from = Infinity;
    let to = -Infinity;
    for (const run of this.runs) {
      for (const curves of [run.training, run.validation]) {
        if (curves.count === 0) continue;
        const x = curves.x(this.axis);
        from = Math.min(from, x[0]);
        to = Math.max(to, x[x.length - 1]);
      }
    }
    if (from < to) return { from, to };
    return Number.isFinite(from) ? { from: from - 0.5, to: from + 0.5 } : { from: 0, to: 1 };
  }

  get isZoomed() {
    const { from, to } = this.extent;
    return this.from > from || this.to < to;
  }

  reset() { this.show(this.extent.from, this.extent.to); }

  show(from, to) {
    const extent = this.extent;
    const whole = extent.to - extent.from;
    const width = Math.min(whole, Math.max(whole / 1e5, to - from));
    this.from = Math.max(extent.from, Math.min(from, extent.to - width));
    this.to = this.from + width;
    this.changed();
  }

  /** Below 1 magnifies around the crosshair, or the middle. */
  scale(factor) {
    const middle = (this.from + this.to) / 2;
    const inView = this.cursor !== null && this.cursor >= this.from && this.cursor <= this.to;
    const fixed = inView ? this.cursor : middle;
    this.show(fixed - (fixed - this.from) * factor, fixed + (this.to - fixed) * factor);
  }

  pan(part) {
    const shift = (this.to - this.from) * part;
    this.show(this.from + shift, this.to + shift);
  }

  changeAxis(axis) {
    this.axis = axis;
    this.cursor = null;
    this.reset();
  }

  changed() {
    if (this.scheduled) return;
    this.scheduled = true;
    requestAnimationFrame(() => {
      this.scheduled = false;
      for (const chart of this.charts) chart.draw();
    });
  }

  /** Puts the crosshair on the recorded point nearest to `position`; null takes it away. */
  point(position) {
    this.cursor = position === null ? null : this.snapped(position);
    for (const chart of this.charts) chart.drawCursor();
  }

  snapped(position) {
    let best = position;
    let distance = Infinity;
    for (const run of this.visibleRuns) {
      if (run.training.count === 0) continue;
      const x = run.training.x(this.axis);
      const here = x[nearestIndex(x, position)];
      if (here < this.from || here > this.to || Math.abs(here - position) >= distance) continue;
      distance = Math.abs(here - position);
      best = here;
    }
    return best;
  }

  /** The nearest recorded position on one side of `position`; null when there is none. */
  neighbour(position, direction) {
    const found = [];
    for (const run of this.visibleRuns) {
      if (run.training.count === 0) continue;
      const x = run.training.x(this.axis);
      let index = lowerBound(x, position);
      if (direction < 0) index -= 1;
      while (index < x.length && direction > 0 && x[index] <= position) index += 1;
      if (index >= 0 && index < x.length) found.push(x[index]);
    }
    if (found.length === 0) return null;
    return direction > 0 ? Math.min(...found) : Math.max(...found);
  }

  /** Each visible run's value at the crosshair, lowest first; runs that ended before are absent. */
  valuesAtCursor(quantity) {
    const found = [];
    for (const run of this.visibleRuns) {
      const y = run.training.smoothed(quantity, this.weight);
      if (!y) continue;
      const x = run.training.x(this.axis);
      const reach = (this.to - this.from) / 100;
      if (this.cursor < x[0] - reach || this.cursor > x[x.length - 1] + reach) continue;
      const index = nearestIndex(x, this.cursor);
      const raw = run.training.values(quantity)[index];
      // A rate that is not a number was not recorded; a loss that is none is worth showing.
      if (quantity === "rate" && Number.isNaN(raw)) continue;
      found.push({ run, x: x[index], y: y[index], raw });
    }
    const place = ({ y }) => (Number.isFinite(y) ? y : Number.MAX_VALUE);
    return found.sort((a, b) => place(a) - place(b));
  }
}
