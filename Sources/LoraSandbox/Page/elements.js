/**
 * An element with properties and children. Children that are strings become text nodes: no text from
 * outside is ever read as markup.
 */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === "class") element.className = value;
    else if (name.includes("-") || name === "for") element.setAttribute(name, value);
    else element[name] = value;
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** A link out, when the text is a web address and nothing else; else the text. */
export function linkOrText(text) {
  if (!/^https?:\/\/[^\s]+$/i.test(text)) return document.createTextNode(text);
  return make("a", { href: text, target: "_blank", rel: "noopener noreferrer" }, text);
}

export function when(milliseconds) {
  const date = new Date(Number(milliseconds));
  return make("time", { dateTime: date.toISOString() }, date.toLocaleString());
}

export function day(milliseconds) {
  const date = new Date(Number(milliseconds));
  return make("time", { dateTime: date.toISOString() }, date.toLocaleDateString());
}

export function size(bytes) {
  const units = ["bytes", "KB", "MB", "GB"];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit]}`;
}

/** Runs an action with its button held down, and shows what went wrong in `problem`. */
export async function holding(button, problem, action) {
  button.disabled = true;
  problem.textContent = "";
  try {
    await action();
  } catch (error) {
    problem.textContent = error.message;
  } finally {
    button.disabled = false;
  }
}
