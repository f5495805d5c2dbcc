/** Asks the sandbox; throws an Error with its words when it refuses, and then with a `status`. */
async function ask(method, path, body, type) {
  const headers = type ? { "Content-Type": type } : {};
  let answer;
  try {
    answer = await fetch(`/board/api/${path}`, { method, headers, body });
  } catch {
    throw new Error("The sandbox does not answer. Is it still running?");
  }
  const text = await answer.text();
  let json = {};
  try {
    json = text ? JSON.parse(text) : {};
  } catch {
    throw new Error(`The sandbox answered ${answer.status} in words that are no JSON.`);
  }
  if (!answer.ok) throw refusal(answer.status, json);
  return json;
}

function refusal(status, json) {
  // What an id answers that does not exist; people would look for their rights.
  const words = json.ECODE === "OAUTH_027" ? "There is nothing by that id here." : json.err;
  return Object.assign(new Error(words ?? `The sandbox answered ${status}.`), { status });
}

const part = encodeURIComponent;

function send(method, path, value) {
  return ask(method, path, JSON.stringify(value), "application/json");
}

function form(path, file, texts) {
  const data = new FormData();
  for (const [name, value] of Object.entries(texts)) data.append(name, value);
  data.append("attachment", file, file.name);
  return ask("POST", path, data);
}

export const server = {
  board: (list, since) =>
    ask("GET", `board/list${list ? `/${part(list)}` : ""}?since=${since ?? ""}`),
  task: (id) => ask("GET", `v2/task/${part(id)}`),
  comments: (id, last) =>
    ask("GET", `v2/task/${part(id)}/comment`
      + (last ? `?start=${part(last.date)}&start_id=${part(last.id)}` : "")),
  replies: (comment) => ask("GET", `v2/comment/${part(comment)}/reply`),
  create: (list, task) => send("POST", `v2/list/${part(list)}/task`, task),
  update: (id, changes) => send("PUT", `v2/task/${part(id)}`, changes),
  setField: (id, field, value) => send("POST", `v2/task/${part(id)}/field/${part(field)}`, { value }),
  clearField: (id, field) => ask("DELETE", `v2/task/${part(id)}/field/${part(field)}`),
  upload: (id, file) => form(`v2/task/${part(id)}/attachment`, file, {}),
  say: (id, text) =>
    send("POST", `v2/task/${part(id)}/comment`, { comment_text: text, notify_all: false }),
  sayWithFile: (id, text, file) =>
    form(`board/task/${part(id)}/comment`, file, { comment_text: text }),
};
