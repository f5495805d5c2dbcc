/** Turns the data in the page into charts, and wires what is not a chart. */
function startCharts() {
  const figures = [...document.querySelectorAll("figure.chart")];
  if (figures.length === 0) return;
  const source = JSON.parse(document.getElementById("curve-data").textContent);
  const runs = source.runs.map((run, index) => ({
    index, title: run.title, training: new Curves(run.training), validation: new Curves(run.validation),
  }));
  const view = new View(runs, source.axes, source.axis);
  const charts = figures.map((figure) => new Chart(figure, view));
  document.getElementById("chart-controls").append(...makeControls(view));
  for (const chart of charts) {
    chart.draw();
    chart.listen();
  }
  new ResizeObserver(() => view.changed()).observe(charts[0].plot);
  // Paper is narrower than most windows: redrawn for it, letters keep their size.
  addEventListener("beforeprint", () => charts.forEach((chart) => chart.draw(690)));
  addEventListener("afterprint", () => view.changed());
}

/** A printed page shows what is folded away on the screen, but for logs, value tables and `long`. */
function startPrinting() {
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")]
      .filter((details) => !details.closest("#log, #curves, .long"));
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
  });
}

function startSettings() {
  const box = document.getElementById("only-differences");
  box?.addEventListener("change", () => {
    document.getElementById("settings-table").classList.toggle("only-differences", box.checked);
  });
}

document.documentElement.classList.add("scripted");
startCharts();
startPrinting();
startSettings();
