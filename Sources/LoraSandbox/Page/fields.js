import { day, holding, linkOrText, make } from "./elements.js";
import { server } from "./server.js";

const texts = new Set(["short_text", "text", "url", "email", "phone", "number", "currency"]);

/** The custom fields of a task, with an editor for the types that have a plain one. */
export function fieldsSection(task, changed) {
  const rows = task.custom_fields.map((field, place) => row(task, field, place, changed));
  return make("section", {}, make("h3", {}, "Fields"), ...rows);
}

function row(task, field, place, changed) {
  const id = `field-${place}`;
  const problem = make("p", { class: "problem", "aria-live": "polite" });
  const editor = editorOf(field, id);
  const value = make("div", { class: "value" });
  if (!editor) {
    value.append(shown(field));
    return make("div", { class: "field" }, make("span", {}, field.name), value);
  }
  const save = make("button", { type: "submit", "aria-label": `Save ${field.name}` }, "Save");
  value.append(editor.element, save);
  if (field.type === "url" && field.value) value.append(linkOrText(field.value));
  const form = make("form", { class: "field" },
    make("label", { for: id }, field.name), value, problem);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    holding(save, problem, async () => {
      const wanted = editor.read();
      if (wanted === null) await server.clearField(task.id, field.id);
      else await server.setField(task.id, field.id, wanted);
      await changed();
    });
  });
  return form;
}

function editorOf(field, id) {
  if (texts.has(field.type)) {
    const element = make("input", { id, value: String(field.value ?? ""), autocomplete: "off" });
    const isNumber = field.type === "number" || field.type === "currency";
    if (isNumber) element.inputMode = "decimal";
    return { element, read: () => textValue(element.value, isNumber) };
  }
  if (field.type === "drop_down") return choice(field, id);
  if (field.type === "checkbox") {
    const element = make("input", { id, type: "checkbox", checked: field.value === true });
    return { element, read: () => element.checked };
  }
  return null;
}

function textValue(text, isNumber) {
  if (text === "") return null;
  return isNumber ? Number(text) : text;
}

function choice(field, id) {
  const element = make("select", { id }, make("option", { value: "" }, "none"),
    ...field.type_config.options.map((option) =>
      make("option", { value: option.id }, option.name)));
  const current = field.type_config.options[field.value];
  element.value = current ? current.id : "";
  return { element, read: () => element.value || null };
}

function shown(field) {
  const { type, value } = field;
  const isUnset = value === undefined || value === null || value.length === 0;
  if (isUnset) return make("span", { class: "quiet" }, "not set");
  if (type === "date") return day(value);
  return make("span", { class: "words", dir: "auto" }, inWords(type, value, field.type_config));
}

function inWords(type, value, config) {
  if (type === "labels") {
    return value.map((id) => config.options.find((option) => option.id === id)?.label ?? id)
      .join(", ");
  }
  if (type === "users") return value.map((user) => user.username ?? user.email).join(", ");
  if (type === "tasks") return value.map((task) => task.name).join(", ");
  if (type === "manual_progress") return `${value.percent_complete} %`;
  return typeof value === "string" ? value : JSON.stringify(value);
}
