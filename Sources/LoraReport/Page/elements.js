/** An element whose attributes are set as text and whose children are nodes or text, never markup. */
function element(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

function svgElement(name, attributes = {}, ...children) {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
}

function filled(node, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) node.setAttribute(key, "");
    else if (value !== false && value != null) node.setAttribute(key, String(value));
  }
  node.append(...children);
  return node;
}

/** The same for a run as Swatch.swift. */
function lineClass(run) {
  return `line c${run.index % 7} d${run.index % 4}`;
}

function swatch(run) {
  return svgElement(
    "svg", { class: "swatch", viewBox: "0 0 28 8", "aria-hidden": "true" },
    svgElement("path", { class: lineClass(run), d: "M1 4H27" }));
}
