// Where a person writes: text, commands, files, stickers; replies and edits.

import * as api from "./api.js";
import { createCommands } from "./commands.js";
import { button, el } from "./dom.js";
import { icon } from "./icons.js";
import { state } from "./state.js";
import { excerpt } from "./text.js";
import { createAttach, take } from "./upload.js";
import { word } from "./words.js";

const LONGEST = 4096; // Bot API: text of a message

export function createComposer(phone) {
  const { lang, personId } = phone;
  let about = null; // {kind: "reply" | "edit", view}

  const commands = createCommands(phone, sendCommand, (isOpen) => menu.setAttribute("aria-expanded", String(isOpen)));
  const menu = button({ class: "menu-button", "aria-expanded": "false", data: { testid: "menu" }, on: { click: toggleCommands } }, icon("menu"), el("span", {}, word(lang, "menu")));
  const field = el("textarea", { rows: "1", maxlength: LONGEST, placeholder: word(lang, "message"), "aria-label": word(lang, "message"), data: { testid: "composer" } });
  const sticker = tool("sticker", "sendSticker", () => api.sendSticker(personId).catch(phone.complain));
  const send = button({ class: "send", disabled: true, "aria-label": word(lang, "send"), title: word(lang, "send"), data: { testid: "send" }, on: { click: submit } }, icon("send"));
  const preview = el("div", { class: "preview", hidden: true });
  const node = el("div", { class: "composer" }, commands.node, preview,
    el("div", { class: "composer-row" }, menu, el("div", { class: "composer-field" }, field, sticker, createAttach(phone)), send));

  field.addEventListener("input", refreshField);
  field.addEventListener("keydown", onKey);
  field.addEventListener("paste", (event) => {
    const [file] = event.clipboardData.files;
    if (file) event.preventDefault();
    take(file, phone);
  });

  function tool(name, label, run) {
    return button({ class: "tool", "aria-label": word(lang, label), title: word(lang, label), data: { testid: name }, on: { click: run } }, icon(name));
  }

  function refreshField() {
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight}px`;
    send.disabled = !field.value.trim();
    const typed = /^\/(\w*)$/.exec(field.value);
    if (typed) commands.open(typed[1]);
    else commands.close();
  }

  function onKey(event) {
    if (event.isComposing) return;
    const isListOpen = commands.isOpen();
    if (event.key === "Enter" && !event.shiftKey) {
      const marked = commands.marked();
      if (marked) sendCommand(marked);
      else submit();
    } else if (isListOpen && (event.key === "ArrowDown" || event.key === "ArrowUp")) commands.move(event.key === "ArrowDown" ? 1 : -1);
    else if (isListOpen && event.key === "Tab" && !event.shiftKey) write(`${commands.best()} `);
    else if (event.key === "Escape" && (isListOpen || about)) {
      if (isListOpen) commands.close();
      else cancel();
    } else if (event.key === "ArrowUp" && !field.value && !about) editLast();
    else return;
    event.preventDefault();
  }

  function toggleCommands() {
    if (commands.isOpen()) commands.close();
    else commands.open();
    field.focus();
  }

  function sendCommand(text) {
    write("");
    phone.say(text);
    field.focus();
  }

  async function submit() {
    const text = field.value.trim();
    if (!text) return;
    const was = about;
    cancel();
    write("");
    field.focus();
    try {
      if (was?.kind === "edit") await api.edit(personId, was.view.message_id, text);
      else await api.say(personId, text, was?.view.message_id);
    } catch (error) {
      if (!field.value) write(text); // nothing typed is lost
      phone.complain(error);
    }
  }

  function write(text) {
    field.value = text;
    refreshField();
  }

  function begin(kind, view) {
    about = { kind, view };
    if (kind === "edit") write(view.text);
    const author = view.out ? word(lang, "you") : state.bot.first_name;
    preview.replaceChildren(icon(kind), el("div", { class: "preview-text" },
      el("span", { class: "reply-author" }, kind === "edit" ? word(lang, "editing") : author),
      el("span", { class: "reply-text" }, excerpt(view, lang))),
      button({ class: "tool", "aria-label": word(lang, "cancel"), title: word(lang, "cancel"), on: { click: () => { cancel(); field.focus(); } } }, icon("close")));
    preview.hidden = false;
    send.setAttribute("aria-label", word(lang, kind === "edit" ? "save" : "send"));
    field.focus();
  }

  function cancel() {
    if (about?.kind === "edit") write("");
    about = null;
    preview.hidden = true;
    send.setAttribute("aria-label", word(lang, "send"));
  }

  function editLast() {
    const own = [...state.chats.get(personId).messages.values()].filter((view) => view.out && view.text);
    if (own.length) begin("edit", own.at(-1));
  }

  return {
    node,
    reply: (view) => begin("reply", view),
    edit: (view) => begin("edit", view),
    focus: () => field.focus({ preventScroll: true }),
    closeCommands: commands.close,
    refresh: () => { menu.hidden = !commands.any(); },
  };
}
