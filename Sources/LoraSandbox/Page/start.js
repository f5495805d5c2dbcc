import { showColumns } from "./columns.js";
import { make } from "./elements.js";
import { openNewTask } from "./newtask.js";
import { openTask, refreshTask } from "./panel.js";
import { server } from "./server.js";

const pause = 2000;
const notice = document.getElementById("notice");
const choice = document.getElementById("lists");
const newTask = document.getElementById("new-task");
let board = null;
let list = null;
/** Whether the notice says that nobody answered: then the next answer takes it away. */
let isCutOff = false;

async function reload() {
  const asked = list;
  const answer = await server.board(asked, board?.version);
  // Another list was chosen meanwhile.
  if (asked !== list || !answer.statuses) return false;
  board = answer;
  show();
  return true;
}

function show() {
  document.getElementById("list-name").textContent = board.list.name;
  document.title = `${board.list.name} · ${board.workspace}`;
  document.getElementById("list-choice").hidden = board.lists.length < 2;
  if (document.activeElement !== choice) {
    choice.replaceChildren(
      ...board.lists.map((each) => make("option", { value: each.id }, each.name)));
    choice.value = board.list.id;
  }
  newTask.disabled = false;
  showColumns(board, open, move);
}

async function tell(action) {
  isCutOff = false;
  notice.textContent = "";
  try {
    await action();
  } catch (error) {
    notice.textContent = error.message;
  }
}

const open = (id) => tell(() => openTask(id, () => board, reload));

const move = (id, status) => tell(async () => {
  await server.update(id, { status });
  await reload();
});

async function poll() {
  if (document.visibilityState === "visible") {
    try {
      if (await reload()) await refreshTask();
      if (isCutOff) notice.textContent = "";
      isCutOff = false;
    } catch (error) {
      isCutOff = !error.status;
      notice.textContent = error.message;
    }
  }
  setTimeout(poll, pause);
}

choice.addEventListener("change", () => {
  list = choice.value;
  board = null;
  tell(reload);
});

newTask.addEventListener("click", () => openNewTask(board, reload));

/** `#<id>` in the address names a task to open. */
function openNamed() {
  const id = location.hash.slice(1);
  if (id) tell(() => open(decodeURIComponent(id)));
}

window.addEventListener("hashchange", openNamed);

poll().then(openNamed);
