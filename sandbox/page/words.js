// The page's own words, in the language of the person whose phone is shown.

import en from "./words_en.js";
import kk from "./words_kk.js";
import ru from "./words_ru.js";

const LANGUAGES = { en, kk, ru };

/** The page's language for a Telegram language code. */
export const pageLanguage = (code) => (code && code.slice(0, 2) in LANGUAGES ? code.slice(0, 2) : "en");

/** The word, `{name}` replaced from `args`; `args.n` picks the plural form when there are several. */
export function word(lang, key, args = {}) {
  let found = LANGUAGES[lang]?.[key] ?? en[key] ?? key;
  if (found.one) found = found[pluralForm(lang, args.n)] ?? found.many;
  if (typeof found !== "string") return found;
  return found.replace(/\{(\w+)\}/g, (whole, name) => args[name] ?? whole);
}

export const hasWord = (key) => key in en;

function pluralForm(lang, n) {
  if (lang !== "ru") return n === 1 ? "one" : "many";
  if (n % 10 === 1 && n % 100 !== 11) return "one";
  return n % 10 >= 2 && n % 10 <= 4 && !(n % 100 >= 12 && n % 100 <= 14) ? "few" : "many";
}

/** Writes words into `root`: data-word names an element's text, data-label its aria-label and tooltip. */
export function relabel(root, lang, args = {}) {
  root.lang = lang;
  for (const node of root.querySelectorAll("[data-word]")) node.textContent = word(lang, node.dataset.word, args);
  for (const node of root.querySelectorAll("[data-label]")) {
    node.title = word(lang, node.dataset.label, args);
    node.setAttribute("aria-label", node.title);
  }
  for (const node of root.querySelectorAll("[data-placeholder]")) {
    node.placeholder = word(lang, node.dataset.placeholder, args);
    node.setAttribute("aria-label", node.placeholder);
  }
}
