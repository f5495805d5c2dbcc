import { holding, make, when } from "./elements.js";
import { server } from "./server.js";

/** The comments of a task, newest first, with replies and a form. */
export function talkSection(task, changed) {
  const list = make("ul", { class: "talk" });
  const older = make("button", { type: "button", hidden: true }, "Older comments");
  const state = { last: null, pages: 1 };
  older.addEventListener("click", () => {
    state.pages += 1;
    addPage(task, list, older, state);
  });
  const section = make("section", {}, make("h3", {}, "Comments"), commentForm(task, changed),
    list, make("div", { class: "row" }, older));
  section.refresh = async () => {
    state.last = null;
    const first = await server.comments(task.id);
    list.replaceChildren(...await items(first.comments));
    note(first.comments, older, state);
    // As many pages as somebody has opened.
    for (let page = 1; page < state.pages && !older.hidden; page += 1) {
      await addPage(task, list, older, state);
    }
  };
  return section;
}

async function addPage(task, list, older, state) {
  const page = await server.comments(task.id, state.last);
  list.append(...await items(page.comments));
  note(page.comments, older, state);
}

function note(comments, older, state) {
  if (comments.length) state.last = comments[comments.length - 1];
  older.hidden = comments.length < 25;
}

function items(comments) {
  return Promise.all(comments.map(async (comment) => {
    const item = entry(comment);
    if (comment.reply_count > 0) {
      const { comments: replies } = await server.replies(comment.id);
      item.append(make("ul", { class: "replies" }, ...replies.reverse().map(entry)));
    }
    return item;
  }));
}

function entry(comment) {
  const who = comment.user?.username ?? comment.user?.email ?? "somebody";
  const item = make("li", {},
    make("p", { class: "quiet" }, `${who} · `, when(comment.date),
      comment.resolved ? " · resolved" : ""),
    make("div", { class: "words", dir: "auto" }, ...comment.comment.slice(0, -1).map(run)));
  item.dataset.comment = comment.id;
  return item;
}

/** A run of text in its own kind of element; its words stay words. */
function run(block) {
  const text = block.text ?? "";
  const look = block.attributes ?? {};
  if (look["code-block"]) {
    // The line end after a block bears its look as well.
    return text.trim() ? make("code", { class: "block" }, text) : "";
  }
  const tag = look.code ? "code" : look.bold ? "strong" : look.italic ? "em" : "span";
  return make(tag, {}, text);
}

function commentForm(task, changed) {
  const text = make("textarea", { id: "comment-text", rows: 3 });
  const file = make("input", { type: "file", id: "comment-file" });
  const button = make("button", { type: "submit" }, "Comment");
  const problem = make("p", { class: "problem", "aria-live": "polite" });
  const form = make("form", {}, make("label", { for: text.id }, "Write a comment"), text,
    make("label", { for: file.id }, "With a file"), file,
    make("div", { class: "row" }, button), problem);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!text.value.trim() && !file.files.length) {
      problem.textContent = "Write something first.";
      return;
    }
    holding(button, problem, async () => {
      if (file.files.length) await server.sayWithFile(task.id, text.value, file.files[0]);
      else await server.say(task.id, text.value);
      text.value = "";
      file.value = "";
      await changed();
    });
  });
  return form;
}
