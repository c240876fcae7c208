// The panel beside the phones: the bot's clock, invite links, blocking, hints.

import * as api from "./api.js";
import { ahead, clockSeconds, clockTime, fullDate, now, onTick, setNow, span } from "./clock.js";
import { button, el } from "./dom.js";
import { icon } from "./icons.js";
import { follow } from "./links.js";
import { fullName } from "./people.js";
import { activePerson, on, state } from "./state.js";
import { pageLanguage, relabel, word } from "./words.js";

const REAL_MS = 30000; // closer than this to real time counts as the same
const TRAINEE_HINTS = [
  { icon: "link", key: "hint-join" },
  { icon: "send", key: "hint-ask", say: (lang) => word(lang, "hint-question") },
  { icon: "lamp", key: "hint-quiz", say: () => "/quiz" },
  { icon: "menu", key: "hint-schedule", say: () => "/schedule" },
  { icon: "clock", key: "hint-clock" },
];
const STAFF_HINTS = [
  { icon: "menu", key: "hint-admin", say: () => "/admin" },
  { icon: "people", key: "hint-side" },
  { icon: "clock", key: "hint-clock" },
  { icon: "block", key: "hint-block" },
];

const part = (id) => document.getElementById(id);

/** `phone()` is the phone in use. */
export function createPanel(phone) {
  const panel = part("panel");
  const lang = () => pageLanguage(activePerson()?.language_code);
  const complain = (error) => phone().complain(error);

  async function move(seconds) {
    try {
      setNow((await api.moveClock(seconds)).now);
      part("clock-card").classList.remove("moved");
      requestAnimationFrame(() => part("clock-card").classList.add("moved"));
    } catch (error) {
      complain(error);
    }
  }

  for (const step of panel.querySelectorAll("[data-seconds]")) step.addEventListener("click", () => move(Number(step.dataset.seconds)));
  part("clock-custom").addEventListener("submit", (event) => {
    event.preventDefault();
    move(Math.round(Number(part("clock-amount").value) * Number(part("clock-unit").value)));
  });
  part("block").addEventListener("change", (event) => api.block(state.active, event.target.checked).catch(complain));

  function drawClock() {
    const moment = now();
    part("clock-time").textContent = clockTime(moment);
    part("clock-seconds").textContent = clockSeconds(moment);
    part("clock-date").textContent = fullDate(lang(), moment);
    part("tools-time").textContent = clockTime(moment);
    const isLive = Math.abs(ahead()) < REAL_MS;
    part("clock-ahead").textContent = isLive ? word(lang(), "live") : word(lang(), "ahead", { span: span(lang(), ahead()) });
    part("clock-ahead").classList.toggle("is-ahead", !isLive);
  }

  function drawLinks() {
    const items = state.links.map(({ label, url }) =>
      el("li", {}, button({ class: "invite", data: { testid: "invite-link", url }, on: { click: () => follow(phone(), url) } },
        icon("link"),
        el("span", { class: "invite-text" }, el("span", {}, label[lang()] ?? label.en), el("span", { class: "invite-url" }, url.replace("https://", ""))))));
    part("links").replaceChildren(...items);
    part("no-links").hidden = items.length > 0;
  }

  function drawHints() {
    const hints = activePerson().role === "trainee" ? TRAINEE_HINTS : STAFF_HINTS;
    part("hints").replaceChildren(...hints.map(({ icon: sign, key, say }) => el("li", {}, icon(sign), el("span", {}, word(lang(), key),
      say && button({ class: "try", data: { testid: "hint" }, on: { click: () => phone().say(say(lang())) } }, say(lang()))))));
  }

  let drawn = "";
  function draw() {
    const person = activePerson();
    if (!person) return;
    part("block").checked = person.blocked;
    if (drawn === `${person.id} ${lang()}`) return;
    drawn = `${person.id} ${lang()}`;
    relabel(document.documentElement, lang(), { name: fullName(person) });
    drawClock();
    drawLinks();
    drawHints();
  }

  onTick(drawClock);
  on("people", draw);
  on("links", () => activePerson() && drawLinks());
}
