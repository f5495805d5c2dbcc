/** One quantity of all runs as lines on the view's axis. */
class Chart {
  constructor(figure, view) {
    this.quantity = figure.dataset.quantity;
    this.view = view;
    this.caption = figure.querySelector("figcaption");
    this.title = this.caption.textContent;
    this.plot = figure.querySelector(".plot");
    this.svg = svgElement("svg", { "aria-hidden": "true" });
    this.overlay = svgElement("svg", { class: "overlay", "aria-hidden": "true" });
    this.tooltip = element("div", { class: "tooltip", hidden: true, "aria-hidden": "true" });
    this.plot.append(this.svg, this.overlay, this.tooltip);
    view.charts.push(this);
  }

  get isSmoothed() { return this.quantity === "loss" && this.view.weight > 0; }
  get isLogarithmic() { return this.quantity === "loss" && this.view.logarithmic; }

  /** `width` is that of the page unless given: a printed chart has the paper's. */
  draw(width = this.plot.clientWidth) {
    if (width <= 0) return;
    const [least, most] = this.quantity === "loss" ? [280, 400] : [200, 240];
    const height = Math.round(Math.max(least, Math.min(width * 0.42, most)));
    this.frame = { left: 58, right: width - 14, top: 10, bottom: height - 40, width, height };
    this.prepareScales();
    this.cursorLayer = svgElement("g");
    this.selection = svgElement("rect", {
      class: "selection", y: this.frame.top, height: this.frame.bottom - this.frame.top, width: 0,
    });
    for (const svg of [this.svg, this.overlay]) {
      svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    }
    this.svg.replaceChildren(...this.axes(), this.clip(), this.lines(), this.rings());
    this.overlay.replaceChildren(this.selection, this.cursorLayer);
    this.describe();
    this.drawCursor();
  }

  prepareScales() {
    const { left, right, top, bottom } = this.frame;
    const { from, to } = this.view;
    this.toX = (x) => left + (x - from) / (to - from) * (right - left);
    this.fromX = (pixel) => from + (pixel - left) / (right - left) * (to - from);
    const range = this.range();
    this.low = range.low;
    this.high = range.high;
    const scaled = this.isLogarithmic ? Math.log10 : (value) => value;
    const floor = scaled(range.low);
    const height = scaled(range.high) - floor;
    this.toY = (y) => bottom - (scaled(y) - floor) / height * (bottom - top);
  }

  /** Of what is drawn in view, with some air. */
  range() {
    const lowest = this.isLogarithmic ? 0 : -Infinity;
    let low = Infinity;
    let high = -Infinity;
    for (const run of this.view.visibleRuns) {
      for (const [x, y] of this.drawn(run)) {
        const begin = Math.max(0, lowerBound(x, this.view.from) - 1);
        const end = Math.min(x.length, lowerBound(x, this.view.to) + 1);
        const here = valueRange(y, begin, end, lowest);
        low = Math.min(low, here.low);
        high = Math.max(high, here.high);
      }
    }
    if (low > high) return { low: this.isLogarithmic ? 0.1 : 0, high: 1 };
    if (this.isLogarithmic) return { low: low / 1.1, high: high * 1.1 };
    const air = (high - low) * 0.04 || Math.abs(high) * 0.1 || 1;
    return { low: low >= 0 ? Math.max(0, low - air) : low - air, high: high + air };
  }

  /** Pairs of x and y that must fit: raw values only where they are shown. */
  drawn(run) {
    const pairs = [];
    const { training, validation } = run;
    const y = training.smoothed(this.quantity, this.view.weight);
    if (y) pairs.push([training.x(this.view.axis), y]);
    if (y && this.isSmoothed && this.view.showsRaw) {
      pairs.push([training.x(this.view.axis), training.values(this.quantity)]);
    }
    if (this.quantity === "loss" && validation.count > 0) {
      pairs.push([validation.x(this.view.axis), validation.values("loss")]);
    }
    return pairs;
  }

  axes() {
    const { left, right, top, bottom, width, height } = this.frame;
    const nodes = [];
    const rows = Math.max(3, Math.round((bottom - top) / 55));
    const columns = Math.max(3, Math.round((right - left) / 100));
    const ticks = (this.isLogarithmic ? logarithmicTicks : linearTicks)(this.low, this.high, rows);
    for (const tick of ticks) {
      const y = this.toY(tick);
      nodes.push(
        svgElement("path", { class: "grid", d: `M${left} ${y}H${right}` }),
        svgElement("text", { x: left - 8, y: y + 4, "text-anchor": "end" }, formatNumber(tick)));
    }
    const { unit } = this.view;
    for (const tick of linearTicks(this.view.from / unit, this.view.to / unit, columns)) {
      const x = this.toX(tick * unit);
      // A label centred on the last pixel would be cut off.
      const anchor = x > right - 20 ? "end" : "middle";
      nodes.push(
        svgElement("path", { class: "frame", d: `M${x} ${bottom}v5` }),
        svgElement(
          "text", { x: anchor === "end" ? width - 2 : x, y: bottom + 19, "text-anchor": anchor },
          formatNumber(tick, 6)));
    }
    nodes.push(
      svgElement("path", { class: "frame", d: `M${left} ${top}V${bottom}H${right}` }),
      svgElement(
        "text", { x: (left + right) / 2, y: height - 5, "text-anchor": "middle" }, this.view.label));
    return nodes;
  }

  clip() {
    const { left, right, top, bottom } = this.frame;
    return svgElement(
      "clipPath", { id: `clip-${this.quantity}` },
      svgElement("rect", { x: left, y: top - 2, width: right - left, height: bottom - top + 4 }));
  }

  lines() {
    const layer = svgElement("g", { "clip-path": `url(#clip-${this.quantity})` });
    const path = (x, y) => linePath(x, y, this.view, this.toX, this.toY);
    const above = [];
    for (const run of this.view.visibleRuns) {
      const y = run.training.smoothed(this.quantity, this.view.weight);
      if (y) {
        const x = run.training.x(this.view.axis);
        const band = this.isBand(x) ? " band" : "";
        if (this.isSmoothed && this.view.showsRaw) {
          const raw = run.training.values(this.quantity);
          layer.append(svgElement("path", { class: `${lineClass(run)} raw`, d: path(x, raw) }));
        }
        above.push(svgElement("path", { class: lineClass(run) + band, d: path(x, y) }));
      }
      if (this.quantity === "loss" && run.validation.count > 0) {
        const y = run.validation.values("loss");
        const d = path(run.validation.x(this.view.axis), y);
        above.push(svgElement("path", { class: `${lineClass(run)} validation`, d }));
      }
    }
    layer.append(...above);
    return layer;
  }

  /**
   * Whether several raw points share a pixel column, so that the line is a band: dashes in it would
   * say nothing and cost a browser seconds.
   */
  isBand(x) {
    if (this.isSmoothed || this.quantity !== "loss") return false;
    const inView = lowerBound(x, this.view.to) - lowerBound(x, this.view.from);
    return inView > 2 * this.frame.width;
  }

  /** A ring at each validation value, whole even at the plot's edge; none when they would touch. */
  rings() {
    const layer = svgElement("g");
    if (this.quantity !== "loss") return layer;
    const { top, bottom, width } = this.frame;
    for (const run of this.view.visibleRuns) {
      if (run.validation.count === 0) continue;
      const x = run.validation.x(this.view.axis);
      const y = run.validation.values("loss");
      const begin = lowerBound(x, this.view.from);
      const end = lowerBound(x, this.view.to);
      if (end - begin > width / 12) continue;
      for (let index = begin; index < x.length && x[index] <= this.view.to; index++) {
        const centre = this.toY(y[index]);
        if (!(centre >= top && centre <= bottom)) continue;
        layer.append(svgElement("circle", {
          class: `dot c${run.index % 7}`, cx: this.toX(x[index]), cy: centre, r: 3.5,
        }));
      }
    }
    return layer;
  }

  /** Says in the caption what is drawn: raw or smoothed, and what the rings are. */
  describe() {
    const said = [];
    if (this.quantity === "loss") {
      const weight = formatNumber(this.view.weight, 3);
      const behind = this.view.showsRaw ? ", raw values behind" : "";
      said.push(
        this.isSmoothed
          ? `smoothed over about ${formatWindow(this.view.weight)} `
            + `(moving average, weight ${weight})${behind}`
          : "raw");
      const validated = this.view.visibleRuns.some((run) => run.validation.count > 0);
      if (validated) said.push("rings: validation loss, raw");
    }
    const words = said.length ? ` – ${said.join("; ")}` : "";
    this.caption.replaceChildren(this.title, element("span", { class: "quiet" }, words));
    this.plot.setAttribute("aria-label", `${this.title}${words}, by ${this.view.label}`);
  }
}
