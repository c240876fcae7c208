// The list of people; choosing one shows their phone.

import { button, el, setChildren } from "./dom.js";
import { icon } from "./icons.js";
import { activePerson, on, state } from "./state.js";
import { hasWord, pageLanguage, word } from "./words.js";

const COLOURS = 7; // as many as .avatar.c0 … in style.css

export const fullName = (person) => [person.first_name, person.last_name].filter(Boolean).join(" ");

export function avatar(person) {
  const letters = [person.first_name, person.last_name].map((name) => [...(name ?? "")][0] ?? "").join("");
  return el("span", { class: `avatar c${Math.abs(person.id) % COLOURS}`, "aria-hidden": "true" }, letters);
}

/** Keeps `list` (a <ul>) in step with the people; `choose(id)` on a click. */
export function createPeople(list, choose) {
  const entries = new Map();

  function entry(person) {
    if (entries.has(person.id)) return entries.get(person.id);
    const role = el("span", { class: "person-role" });
    const badge = el("span", { class: "badge" });
    const mark = el("span", { class: "person-blocked" }, icon("block"));
    const choice = button({ class: "person", data: { person: person.id }, on: { click: () => choose(person.id) } },
      avatar(person), el("span", { class: "person-text" }, el("span", { class: "person-name" }, fullName(person)), role), mark, badge);
    const made = { node: el("li", {}, choice), choice, role, badge, mark };
    entries.set(person.id, made);
    return made;
  }

  function draw() {
    const lang = pageLanguage(activePerson()?.language_code);
    setChildren(list, [...state.people.values()].map((person) => {
      const { node, choice, role, badge, mark } = entry(person);
      role.textContent = caption(person, lang);
      badge.textContent = person.unread || "";
      badge.hidden = !person.unread;
      mark.hidden = !person.blocked;
      mark.title = word(lang, "blockedMark");
      choice.title = `${fullName(person)} — ${role.textContent}`;
      choice.setAttribute("aria-label", [fullName(person), role.textContent, person.unread && word(lang, "unread", { n: person.unread }), person.blocked && mark.title].filter(Boolean).join(", "));
      choice.setAttribute("aria-pressed", String(state.shown.includes(person.id)));
      choice.classList.toggle("active", person.id === state.active);
      return node;
    }));
  }
  on("people", draw);
}

export function roleName(person, lang) {
  return hasWord(`role-${person.role}`) ? word(lang, `role-${person.role}`) : person.role;
}

function caption(person, lang) {
  const tongue = `language-${person.language_code.slice(0, 2)}`;
  return [roleName(person, lang), hasWord(tongue) ? word(lang, tongue) : person.language_code].filter(Boolean).join(" · ");
}
