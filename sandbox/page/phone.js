// One person's phone: status bar, header, chat, composer or the START button.

import * as api from "./api.js";
import { createChat } from "./chat.js";
import { clockTime, now, onTick } from "./clock.js";
import { createComposer } from "./composer.js";
import { button, el } from "./dom.js";
import { crest, icon } from "./icons.js";
import { follow } from "./links.js";
import { avatar, fullName, roleName } from "./people.js";
import { emit, on, show, state } from "./state.js";
import { showAlert, showToast } from "./toast.js";
import { acceptDrops } from "./upload.js";
import { hasWord, pageLanguage, word } from "./words.js";

export function createPhone(personId) {
  const person = state.people.get(personId);
  const lang = pageLanguage(person.language_code);
  const title = el("span", { class: "header-name" });
  const status = el("span", { class: "header-status", "aria-live": "polite" });
  const statusTime = el("span", {});
  const screen = el("div", { class: "screen" });
  const footer = el("div", { class: "footer" });
  const node = el("section", { class: "phone", lang, data: { phone: personId }, "aria-label": fullName(person) });
  const phone = {
    personId, lang, screen, node,
    choices: new Map(), // message id → option ids ticked but not yet voted
    isReady: false, // true once the first messages are drawn: later ones slide in
    start: (payload) => act(api.start(personId, payload)),
    say: (text) => (phone.isSilent() ? nudge() : act(api.say(personId, text))),
    toast: (text) => showToast(phone.chat.node, text),
    complain: (error) => phone.toast(error.message),
    redraw: (messageId) => phone.chat.redraw(messageId),
    isSilent: () => state.people.get(personId).blocked || !state.chats.get(personId)?.started,
    async copy(text) {
      await navigator.clipboard?.writeText(text).then(() => phone.toast(word(lang, "copied")), () => {});
    },
  };
  const act = (promise) => promise.catch(phone.complain);
  phone.chat = createChat(phone);
  phone.composer = createComposer(phone);

  const startButton = button({ class: "start", data: { testid: "start" }, on: { click: () => phone.start("") } }, word(lang, "start"));
  const unblock = button({ class: "start", data: { testid: "unblock" }, on: { click: () => act(api.block(personId, false)) } }, word(lang, "unblock"));

  screen.append(
    el("div", { class: "status-bar", "aria-hidden": "true" }, statusTime, el("span", { class: "status-signs" })),
    el("header", { class: "header" }, el("span", { class: "avatar crest" }, crest()), el("span", { class: "header-text" }, title, status)),
    phone.chat.node, footer, el("div", { class: "drop-hint", "aria-hidden": "true" }, word(lang, "dropHere")));
  node.append(caption(person, lang), screen);
  acceptDrops(screen, phone);
  phone.chat.node.addEventListener("pointerdown", () => phone.composer.closeCommands());
  node.addEventListener("pointerdown", activate, true);
  node.addEventListener("focusin", activate);

  function activate() {
    if (state.active !== personId && state.shown.includes(personId)) show(state.shown, personId);
  }

  /** Nothing can be said yet: points at START or UNBLOCK. */
  function nudge() {
    const step = (x) => ({ transform: `translateX(${x}px)` });
    footer.animate([0, -6, 6, -4, 4, 0].map(step), { duration: 350 });
    footer.firstChild?.focus({ focusVisible: true });
  }

  function draw() {
    title.textContent = state.bot.first_name;
    const chat = state.chats.get(personId);
    drawStatus(chat);
    if (!chat) return;
    phone.chat.draw();
    phone.composer.refresh();
    const wanted = state.people.get(personId).blocked ? unblock : chat.started ? phone.composer.node : startButton;
    if (footer.firstChild !== wanted) footer.replaceChildren(wanted);
    phone.isReady = true;
  }

  function drawStatus(chat) {
    const action = chat?.typing?.action;
    const key = !state.online ? "connecting" : action ? (hasWord(action) ? action : "typing") : "bot";
    status.textContent = word(lang, key);
    status.classList.toggle("busy", Boolean(state.online && action));
    if (state.online && action) status.append(el("span", { class: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i")));
  }

  const tick = () => { statusTime.textContent = clockTime(now()); };
  onTick(tick);
  tick();
  on("chat", (id) => id === personId && draw());
  on("online", () => drawStatus(state.chats.get(personId)));
  on("message", ({ id, message }) => id === personId && phone.chat.arrived(message));
  on("toast", ({ person_id, text, show_alert, url }) => {
    if (person_id !== personId) return;
    if (url) follow(phone, url);
    if (text && show_alert) showAlert(screen, text, lang);
    else if (text) phone.toast(text);
  });
  draw();
  return phone;
}

function caption(person, lang) {
  return el("div", { class: "caption" }, avatar(person),
    el("span", { class: "caption-text" }, el("strong", {}, fullName(person)), el("span", {}, roleName(person, lang))),
    button({ class: "tool put-away", "aria-label": word(lang, "close"), title: word(lang, "close"), on: { click: () => emit("put-away", person.id) } }, icon("close")));
}
