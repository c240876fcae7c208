// One message: bubble, media, text, time, keyboard and its menu.

import { clockTime } from "./clock.js";
import { button, el } from "./dom.js";
import { icon } from "./icons.js";
import { renderKeyboard } from "./keyboard.js";
import { renderMedia } from "./media.js";
import { openMenu } from "./menu.js";
import { canRetract, renderPoll, retract } from "./poll.js";
import { state } from "./state.js";
import { excerpt, renderText } from "./text.js";
import { word } from "./words.js";

/** The element of a message; `previous` is the view it showed before, if any. */
export function renderMessage(view, phone, previous) {
  const isSticker = Boolean(view.sticker);
  const isOnlyPhoto = Boolean(view.photo && !view.caption);
  const bubble = el("div", { class: `bubble ${isSticker ? "bare" : ""} ${isOnlyPhoto ? "only-photo" : ""}` },
    view.reply_to_message && quotedReply(view.reply_to_message, phone),
    ...body(view, phone, previous),
    meta(view, phone.lang),
    button({ class: "more", "aria-label": word(phone.lang, "options"), "aria-haspopup": "menu", on: { click: (event) => showMenu(event, view, phone) } }, icon("more")));
  const node = el("article",
    { class: `message ${view.out ? "out" : "in"}`, data: { testid: "message", messageId: view.message_id, out: String(Boolean(view.out)) } },
    bubble, renderKeyboard(view, phone));
  bubble.addEventListener("contextmenu", (event) => showMenu(event, view, phone));
  bubble.addEventListener("dblclick", (event) => {
    if (event.target.closest("a, button, .link")) return;
    getSelection()?.removeAllRanges();
    if (isEditable(view)) phone.composer.edit(view);
    else phone.composer.reply(view);
  });
  return node;
}

const isEditable = (view) => Boolean(view.out && view.text);

function body(view, phone, previous) {
  if (view.poll) return [renderPoll(view, phone, previous)];
  const media = renderMedia(view, phone.lang);
  const text = view.text ?? view.caption;
  const entities = view.entities ?? view.caption_entities;
  const room = meta(view, phone.lang).textContent; // as wide as the time on the last line
  const written = text && el("div", { class: "text", data: { room } }, renderText(text, entities, phone));
  if (media || written) return [media, written].filter(Boolean);
  return [el("div", { class: "text unsupported" }, word(phone.lang, "unsupported"))];
}

function meta(view, lang) {
  const sent = new Date(view.date * 1000);
  return el("span", { class: "meta" },
    view.edit_date && el("span", { class: "edited" }, word(lang, "edited"), " "),
    el("time", { datetime: sent.toISOString() }, clockTime(sent)),
    view.out && el("span", { class: "ticks" }, icon("check"), icon("check")));
}

function quotedReply(original, phone) {
  const author = original.from?.id === state.bot.id ? state.bot.first_name : word(phone.lang, "you");
  return button({ class: "reply", on: { click: () => phone.chat.reveal(original.message_id) } },
    el("span", { class: "reply-author" }, author),
    el("span", { class: "reply-text" }, excerpt(original, phone.lang)));
}

function showMenu(event, view, phone) {
  event.preventDefault();
  const text = view.text ?? view.caption ?? view.poll?.question;
  openMenu(phone.screen, event, [
    { icon: "reply", key: "reply", run: () => phone.composer.reply(view) },
    isEditable(view) && { icon: "edit", key: "edit", run: () => phone.composer.edit(view) },
    text && { icon: "copy", key: "copy", run: () => phone.copy(text) },
    canRetract(view) && { icon: "undo", key: "retract", run: () => retract(view, phone) },
  ].filter(Boolean), phone.lang);
}
