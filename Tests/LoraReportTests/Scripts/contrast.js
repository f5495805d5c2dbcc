/** Visible texts whose contrast with their ground is below WCAG AA, as sentences. */
(() => {
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const channels = (colour) => {
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = context.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = (top, below) => [0, 1, 2].map((i) => top[i] * top[3] + below[i] * (1 - top[3]));
  const ground = (element) => {
    const layers = [];
    for (let node = element; node; node = node.parentElement) {
      layers.push(channels(getComputedStyle(node).backgroundColor));
    }
    return layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255]);
  };
  const luminance = (rgb) => {
    const [r, g, b] = rgb.map((value) => {
      const part = value / 255;
      return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (a, b) => {
    const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (high + 0.05) / (low + 0.05);
  };
  const found = [];
  for (const element of document.body.querySelectorAll("*")) {
    if (element.closest("script, noscript, option")) continue;
    const hasText = [...element.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    const isLine = element.matches("path.line:not(.raw, .band)");
    if (!(hasText || isLine) || !element.checkVisibility({ opacityProperty: true })) continue;
    const style = getComputedStyle(element);
    const colour = element instanceof SVGTextContentElement ? style.fill
      : isLine ? style.stroke : style.color;
    const here = ground(element);
    const seen = ratio(over(channels(colour), here), here);
    const needed = isLine ? 3 : 4.5;
    if (seen < needed) {
      const words = element.textContent.slice(0, 30);
      found.push(`${element.tagName}.${element.getAttribute("class")} "${words}": ${seen.toFixed(2)}`);
    }
  }
  return found;
})()
