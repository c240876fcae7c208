// What the page asks of the sandbox server.

async function request(path, options) {
  const response = await fetch(path, options);
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(body.error ?? `HTTP ${response.status}`);
  return body;
}

const post = (path, body) =>
  request(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
const person = (id, action) => `/page/people/${encodeURIComponent(id)}/${action}`;

export const fetchState = () => request("/page/state");
export const fetchChat = (id) => request(person(id, "chat"));
export const start = (id, payload) => post(person(id, "start"), { payload });
export const say = (id, text, replyTo) =>
  post(person(id, "say"), replyTo ? { text, reply_to_message_id: replyTo } : { text });
export const edit = (id, messageId, text) => post(person(id, "edit"), { message_id: messageId, text });
export const sendSticker = (id) => post(person(id, "sticker"), {});
export const tap = (id, messageId, data) => post(person(id, "tap"), { message_id: messageId, data });
export const vote = (id, messageId, optionIds) =>
  post(person(id, "vote"), { message_id: messageId, option_ids: optionIds });
export const block = (id, blocked) => post(person(id, "block"), { blocked });
export const moveClock = (seconds) => post("/page/clock", { seconds });
export const fileAddress = (fileId) => `/page/files/${encodeURIComponent(fileId)}`;

export function upload(id, kind, file, caption) {
  const form = new FormData();
  form.append("kind", kind);
  form.append("caption", caption);
  form.append("file", file, file.name);
  return request(person(id, "upload"), { method: "POST", body: form });
}
