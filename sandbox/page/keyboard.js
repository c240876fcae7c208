// Inline keyboards under messages, and the toast or alert that answers a tap.

import * as api from "./api.js";
import { button, el } from "./dom.js";
import { icon } from "./icons.js";
import { follow } from "./links.js";
import { on } from "./state.js";

const ANSWER_MS = 15000; // then the spinner stops, as in Telegram
const waiting = new Map(); // callback query id → how to stop the spinner
const answered = new Set(); // answers that came before the tap's own response

on("toast", ({ callback_query_id: id }) => {
  answered.add(id);
  waiting.get(id)?.();
});

/** The rows of buttons, or null. */
export function renderKeyboard(view, phone) {
  const rows = view.reply_markup?.inline_keyboard;
  if (!rows?.length) return null;
  return el("div", { class: "keyboard" }, rows.map((row) =>
    el("div", { class: "keyboard-row" }, row.map((key) => inlineButton(key, view, phone)))));
}

function inlineButton(key, view, phone) {
  const address = key.url ?? key.web_app?.url ?? key.login_url?.url;
  const node = button(
    { class: `key ${key.style ?? ""}`, data: { testid: "inline-button", data: key.callback_data ?? "" } },
    el("span", { class: "key-text" }, key.text),
    address && icon("open"),
    key.copy_text && icon("copy"),
  );
  node.addEventListener("click", () => {
    if (address) follow(phone, address);
    else if (key.copy_text) phone.copy(key.copy_text.text);
    else if (key.callback_data !== undefined) tap(node, view, key.callback_data, phone);
  });
  return node;
}

async function tap(node, view, data, phone) {
  if (node.classList.contains("busy")) return;
  node.classList.add("busy");
  const stop = () => node.classList.remove("busy");
  try {
    const { callback_query_id: id } = await api.tap(phone.personId, view.message_id, data);
    if (answered.has(id)) return stop();
    waiting.set(id, stop);
    setTimeout(stop, ANSWER_MS);
  } catch (error) {
    stop();
    phone.complain(error);
  }
}
