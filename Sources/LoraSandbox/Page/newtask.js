import { holding, make } from "./elements.js";
import { server } from "./server.js";

const dialog = document.getElementById("new-panel");

/** Asks for a new task; `made` hears its id. */
export function openNewTask(board, made) {
  const name = make("input", { id: "new-name", required: true, maxLength: 2048, autocomplete: "off" });
  const words = make("textarea", { id: "new-words", rows: 5 });
  const status = make("select", { id: "new-status" },
    ...board.statuses.map((each) => make("option", { value: each.status }, each.status)));
  const files = make("input", { type: "file", id: "new-files", multiple: true });
  const problem = make("p", { class: "problem", "aria-live": "polite" });
  const create = make("button", { type: "submit", class: "primary" }, "Create task");
  const cancel = make("button", { type: "button" }, "Cancel");
  cancel.addEventListener("click", () => dialog.close());
  const form = make("form", {},
    labelled("Name", name), labelled("Description", words), labelled("Status", status),
    labelled("Files", files), make("div", { class: "row" }, create, cancel), problem);
  let id = null;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    holding(create, problem, async () => {
      // A second try after a failed upload must not make a second task.
      id ??= (await server.create(board.list.id, {
        name: name.value, description: words.value, status: status.value,
      })).id;
      for (const file of files.files) await server.upload(id, file);
      dialog.close();
      await made(id);
    });
  });
  dialog.replaceChildren(make("div", { class: "sheet" },
    make("h2", { id: "new-title" }, "New task"), form));
  dialog.showModal();
  name.focus();
}

function labelled(text, control) {
  return make("label", { for: control.id }, text, control);
}
