import { holding, make, size, when } from "./elements.js";
import { server } from "./server.js";

/** The attachments of a task, and a form that adds some. */
export function filesSection(task, changed) {
  const list = make("ul", { class: "files" }, ...task.attachments.map(file));
  return make("section", {}, make("h3", {}, "Attachments"),
    task.attachments.length ? list : make("p", { class: "quiet" }, "None yet."),
    uploadForm(task, changed));
}

function file(attachment) {
  const item = make("li", {},
    make("a", { href: attachment.url, download: attachment.title }, attachment.title),
    make("span", { class: "quiet" }, `${size(attachment.size)} · `,
      attachment.user?.username ?? attachment.user?.email ?? "", " · ", when(attachment.date)));
  // Whether something is a picture is the sandbox's word, by its bytes.
  if (attachment.thumbnail_large) {
    item.append(make("img", {
      src: `/board/picture/${encodeURIComponent(attachment.id)}`,
      alt: attachment.title,
      loading: "lazy",
    }));
  }
  return item;
}

function uploadForm(task, changed) {
  const input = make("input", { type: "file", id: "upload-files", multiple: true, required: true });
  const button = make("button", { type: "submit" }, "Upload");
  const problem = make("p", { class: "problem", "aria-live": "polite" });
  const form = make("form", {}, make("label", { for: input.id }, "Add files"), input,
    make("div", { class: "row" }, button), problem);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    holding(button, problem, async () => {
      for (const chosen of input.files) await server.upload(task.id, chosen);
      input.value = "";
      await changed();
    });
  });
  return form;
}
