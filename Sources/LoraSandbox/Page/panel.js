import { make } from "./elements.js";
import { fieldsSection } from "./fields.js";
import { filesSection } from "./files.js";
import { server } from "./server.js";
import { talkSection } from "./talk.js";

const dialog = document.getElementById("panel");
let shown = null;

dialog.addEventListener("close", () => {
  shown = null;
  dialog.replaceChildren();
});

/** Opens the task beside the board; `board()` tells the statuses, `changed` reloads the board. */
export async function openTask(id, board, changed) {
  const task = await server.task(id);
  shown = { id, board, changed, parts: {} };
  const refresh = async () => {
    await changed();
    await refreshTask();
  };
  shown.parts = {
    name: make("h2", { id: "panel-name", dir: "auto" }, task.name),
    status: statusChoice(task, board(), refresh),
    words: make("p", { class: "words", dir: "auto" }),
    fields: fieldsSection(task, refresh),
    files: filesSection(task, refresh),
    talk: talkSection(task, refresh),
  };
  describe(task);
  const close = make("button", { type: "button" }, "Close");
  close.addEventListener("click", () => dialog.close());
  const { name, status, words, fields, files, talk } = shown.parts;
  dialog.replaceChildren(make("div", { class: "sheet" },
    make("div", { class: "top" }, name, close), status, words, fields, files, talk));
  await talk.refresh();
  if (!dialog.open) dialog.showModal();
}

/** Brings an open task up to date, and leaves alone what somebody is typing. */
export async function refreshTask() {
  if (!shown) return;
  const { id, parts, board, changed } = shown;
  const task = await server.task(id).catch((error) => {
    // A task that is gone leaves nothing to look at.
    if (error.status && shown?.id === id) dialog.close();
    throw error;
  });
  if (shown?.id !== id) return;
  const refresh = async () => {
    await changed();
    await refreshTask();
  };
  parts.name.textContent = task.name;
  describe(task);
  replace("status", statusChoice(task, board(), refresh));
  replace("fields", fieldsSection(task, refresh));
  replace("files", filesSection(task, refresh));
  await parts.talk.refresh();
}

function describe(task) {
  shown.parts.words.textContent = task.description || "No description.";
}

function replace(name, element) {
  const old = shown.parts[name];
  const active = old.contains(document.activeElement) ? document.activeElement : null;
  const hasFiles = [...old.querySelectorAll("input[type=file]")].some((i) => i.files.length);
  if (hasFiles || (active && active.tagName !== "BUTTON")) return;
  const place = [...old.querySelectorAll("button")].indexOf(active);
  old.replaceWith(element);
  shown.parts[name] = element;
  if (place >= 0) element.querySelectorAll("button")[place]?.focus();
}

function statusChoice(task, board, refresh) {
  const select = make("select", { id: "panel-status" },
    ...board.statuses.map((status) => make("option", { value: status.status }, status.status)));
  select.value = task.status.status;
  const problem = make("p", { class: "problem", "aria-live": "polite" });
  select.addEventListener("change", async () => {
    problem.textContent = "";
    try {
      await server.update(task.id, { status: select.value });
      await refresh();
    } catch (error) {
      problem.textContent = error.message;
    }
  });
  return make("div", { class: "field" }, make("label", { for: select.id }, "Status"), select, problem);
}
