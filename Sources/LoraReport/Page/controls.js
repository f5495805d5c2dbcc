/** The row above the charts: axis, smoothing, scale, zoom, and which runs are shown. */
function makeControls(view) {
  const parts = [];
  if (view.axes.length > 1) parts.push(axisControl(view));
  parts.push(
    smoothingControl(view),
    checkbox("Raw values", view.showsRaw, (isOn) => { view.showsRaw = isOn; }, view),
    checkbox("Logarithmic loss", view.logarithmic, (isOn) => { view.logarithmic = isOn; }, view),
    zoomControl(view));
  if (view.runs.length > 1) parts.push(runControl(view));
  return parts;
}

function axisControl(view) {
  const options = view.axes.map((axis) => element(
    "option", { value: axis.key, selected: axis.key === view.axis }, axis.name));
  const select = element("select", { id: "axis" }, ...options);
  select.addEventListener("change", () => view.changeAxis(select.value));
  return element("label", {}, "By", select);
}

/** The slider is even in the logarithm of the window: 0 is raw, 100 a weight of 0.999. */
function smoothingControl(view) {
  const slider = element("input", {
    id: "smoothing", type: "range", min: 0, max: 100, step: 1,
    value: Math.round(-Math.log10(1 - view.weight) / 3 * 100),
  });
  const output = element("output", { for: "smoothing" });
  const say = () => {
    output.textContent = view.weight > 0 ? formatWindow(view.weight) : "none";
    slider.setAttribute("aria-valuetext", output.textContent);
  };
  slider.addEventListener("input", () => {
    view.weight = 1 - 10 ** (-3 * Number(slider.value) / 100);
    say();
    view.changed();
  });
  say();
  return element("label", {}, "Smoothing", slider, output);
}

function checkbox(words, isOn, change, view, ...before) {
  const box = element("input", { type: "checkbox", checked: isOn });
  box.addEventListener("change", () => {
    change(box.checked);
    view.changed();
  });
  return element("label", {}, box, ...before, words);
}

function zoomControl(view) {
  const button = (name, words, action) => {
    const made = element("button", { type: "button", "aria-label": words }, name);
    made.addEventListener("click", action);
    return made;
  };
  return element(
    "span", { class: "zoom", role: "group", "aria-label": "Zoom" },
    button("+", "Zoom in", () => view.scale(0.5)),
    button("−", "Zoom out", () => view.scale(2)),
    button("Reset", "Reset zoom", () => view.reset()));
}

function runControl(view) {
  const boxes = view.runs.map((run) => checkbox(
    run.title, true,
    (isOn) => (isOn ? view.hidden.delete(run) : view.hidden.add(run)), view, swatch(run)));
  return element("fieldset", {}, element("legend", {}, "Runs"), ...boxes);
}
