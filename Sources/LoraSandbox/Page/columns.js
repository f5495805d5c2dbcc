import { make } from "./elements.js";

const place = document.getElementById("columns");
let dragged = null;

/** One column a status; `open` and `move` are what a card does. */
export function showColumns(board, open, move) {
  const focused = document.activeElement?.closest?.(".card")?.dataset.task;
  const scrolled = new Map(
    [...place.querySelectorAll(".column")].map((c) => [c.dataset.status, c.lastChild.scrollTop]));
  const across = place.dataset.list === board.list.id ? place.scrollLeft : 0;
  place.dataset.list = board.list.id;
  place.replaceChildren(...board.statuses.map((status) => column(board, status, open, move)));
  place.scrollLeft = across;
  for (const element of place.querySelectorAll(".column")) {
    element.lastChild.scrollTop = scrolled.get(element.dataset.status) ?? 0;
  }
  if (focused) {
    [...place.querySelectorAll(".card")].find((c) => c.dataset.task === focused)?.focus();
  }
}

function column(board, status, open, move) {
  const tasks = board.tasks.filter((task) => task.status === status.id);
  const heading = make("h2", { id: `status-${status.orderindex}` },
    make("span", {}, status.status), make("span", { class: "count" }, String(tasks.length)));
  const list = make("ul", {}, ...tasks.map((task) => make("li", {}, card(task, open))));
  const element = make("section", { class: "column", "aria-labelledby": heading.id }, heading, list);
  element.dataset.status = status.id;
  if (/^#[0-9a-f]{3,8}$/i.test(status.color)) element.style.setProperty("--status", status.color);
  takeDrops(element, status, move);
  return element;
}

function card(task, open) {
  const facts = [
    task.files ? `${task.files} ${task.files === 1 ? "file" : "files"}` : "",
    task.comments ? `${task.comments} ${task.comments === 1 ? "comment" : "comments"}` : "",
    ...task.assignees,
  ].filter(Boolean);
  const element = make("button", { class: "card", type: "button", draggable: true },
    make("span", { class: "name", dir: "auto" }, task.name), make("span", { class: "facts" }, facts.join(" · ")));
  element.dataset.task = task.id;
  element.addEventListener("click", () => open(task.id));
  element.addEventListener("dragstart", (event) => {
    dragged = task;
    element.classList.add("moving");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", task.id);
  });
  element.addEventListener("dragend", () => {
    dragged = null;
    element.classList.remove("moving");
  });
  return element;
}

function takeDrops(element, status, move) {
  element.addEventListener("dragover", (event) => {
    if (!dragged || dragged.status === status.id) return;
    event.preventDefault();
    element.classList.add("over");
  });
  element.addEventListener("dragleave", (event) => {
    if (!element.contains(event.relatedTarget)) element.classList.remove("over");
  });
  element.addEventListener("drop", (event) => {
    element.classList.remove("over");
    if (!dragged) return;
    event.preventDefault();
    move(dragged.id, status.status);
  });
}
