/** The crosshair, and what mouse, touch and keys do to a chart. */
Object.assign(Chart.prototype, {
  drawCursor() {
    const { cursor, from, to } = this.view;
    this.cursorLayer.replaceChildren();
    this.tooltip.hidden = true;
    if (cursor === null || cursor < from || cursor > to) return;
    const { top, bottom } = this.frame;
    const values = this.view.valuesAtCursor(this.quantity);
    if (values.length === 0) return;
    const x = this.toX(cursor);
    this.cursorLayer.append(
      svgElement("path", { class: "crosshair", d: `M${x} ${top}V${bottom}` }));
    for (const { run, x: at, y } of values) {
      const height = this.toY(y);
      if (!(height >= top && height <= bottom)) continue;
      this.cursorLayer.append(svgElement("circle", {
        class: `dot c${run.index % 7}`, cx: this.toX(at), cy: height, r: 4,
      }));
    }
    this.fillTooltip(values, x);
  },

  /** At most eight runs, those nearest to the pointer's height when there are more. */
  fillTooltip(values, x) {
    const most = 8;
    const distance = (value) => Math.abs(this.toY(value.y) - (this.pointerHeight ?? 0));
    const shown = values.length <= most
      ? values
      : [...values].sort((a, b) => distance(a) - distance(b)).slice(0, most)
        .sort((a, b) => a.y - b.y);
    const rows = shown.map(({ run, y, raw }) => element(
      "div", {}, swatch(run), element("span", { class: "name" }, run.title),
      element("span", { class: "value" }, formatNumber(y, 4, true)),
      this.isSmoothed ? element("span", { class: "quiet" }, `raw ${formatNumber(raw, 4, true)}`) : ""));
    const more = values.length - shown.length;
    this.tooltip.replaceChildren(
      element("strong", {}, formatPosition(this.view.axis, this.view.cursor)), ...rows,
      more > 0 ? element("div", { class: "quiet" }, `and ${more} more`) : "");
    this.tooltip.hidden = false;
    const width = this.plot.clientWidth;
    const onRight = x * width / this.frame.width < width / 2;
    const inset = `${Math.round((onRight ? x : this.frame.width - x) * width / this.frame.width) + 14}px`;
    // Where half the chart is too narrow for it, it stands at the far edge instead of the line.
    const fits = this.tooltip.offsetWidth + 28 < width / 2;
    this.tooltip.style.left = onRight && fits ? inset : onRight ? "auto" : fits ? "auto" : "60px";
    this.tooltip.style.right = onRight ? (fits ? "auto" : "4px") : fits ? inset : "auto";
  },

  listen() {
    const { plot } = this;
    plot.tabIndex = 0;
    plot.setAttribute("role", "application");
    plot.setAttribute("aria-roledescription", "interactive chart");
    plot.setAttribute("aria-describedby", "chart-help");
    plot.addEventListener("pointerdown", (event) => this.pressed(event));
    plot.addEventListener("pointermove", (event) => this.moved(event));
    plot.addEventListener("pointerup", (event) => this.released(event));
    plot.addEventListener("pointercancel", () => this.endSelection());
    plot.addEventListener("pointerleave", (event) => {
      if (event.pointerType === "mouse") this.view.point(null);
    });
    plot.addEventListener("dblclick", () => this.view.reset());
    plot.addEventListener("keydown", (event) => this.keyPressed(event));
  },

  place(event) {
    const box = this.svg.getBoundingClientRect();
    const ratio = this.frame.width / box.width;
    this.pointerHeight = (event.clientY - box.top) * ratio;
    const pixel = (event.clientX - box.left) * ratio;
    return Math.max(this.frame.left, Math.min(this.frame.right, pixel));
  },

  /** A mouse selects a stretch; a finger moves the crosshair, and the buttons zoom. */
  pressed(event) {
    const pixel = this.place(event);
    if (event.pointerType === "mouse" && event.button === 0) {
      this.dragFrom = pixel;
      this.plot.setPointerCapture(event.pointerId);
    }
    this.view.point(this.fromX(pixel));
  },

  moved(event) {
    const pixel = this.place(event);
    if (this.dragFrom !== undefined) {
      this.selection.setAttribute("x", Math.min(pixel, this.dragFrom));
      this.selection.setAttribute("width", Math.abs(pixel - this.dragFrom));
    }
    this.view.point(this.fromX(pixel));
  },

  released(event) {
    const from = this.dragFrom;
    const to = this.place(event);
    this.endSelection();
    if (from === undefined || Math.abs(to - from) < 8) return;
    this.view.show(this.fromX(Math.min(from, to)), this.fromX(Math.max(from, to)));
  },

  endSelection() {
    this.dragFrom = undefined;
    this.selection.setAttribute("width", 0);
  },

  keyPressed(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const { view } = this;
    const actions = {
      ArrowLeft: () => (event.shiftKey ? view.pan(-0.25) : this.step(-1)),
      ArrowRight: () => (event.shiftKey ? view.pan(0.25) : this.step(1)),
      Home: () => view.point(view.from),
      End: () => view.point(view.to),
      "+": () => view.scale(0.5),
      "=": () => view.scale(0.5),
      "-": () => view.scale(2),
      "0": () => view.reset(),
      Escape: () => {
        view.point(null);
        view.reset();
      },
    };
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
    this.announce();
  },

  /** To the next recorded point, or by a fiftieth of the view where points are closer. */
  step(direction) {
    const { view } = this;
    const part = (view.to - view.from) / 50;
    if (view.cursor === null) {
      view.point(direction > 0 ? view.from : view.to);
      return;
    }
    const before = view.cursor;
    const limit = (position) => Math.max(view.from, Math.min(view.to, position));
    view.point(limit(before + direction * part));
    // Snapping may lead back where points are sparse: go to the neighbour instead.
    if ((view.cursor - before) * direction > 0) return;
    const next = view.neighbour(before, direction);
    view.point(next === null ? before : limit(next));
  },

  /** For screen readers, after the keys have come to rest. */
  announce() {
    clearTimeout(this.announcement);
    this.announcement = setTimeout(() => {
      const { view } = this;
      const status = document.getElementById("chart-values");
      if (view.cursor === null) {
        const [from, to] = [view.from, view.to].map((x) => formatPosition(view.axis, x));
        status.textContent = `Showing ${from} to ${to}`;
        return;
      }
      const values = view.valuesAtCursor(this.quantity)
        .map(({ run, y }) => `${run.title}: ${formatNumber(y, 4, true)}`);
      status.textContent = `${formatPosition(view.axis, view.cursor)}. ${values.join("; ")}`;
    }, 300);
  },
});
