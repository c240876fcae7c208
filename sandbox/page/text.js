// Text with Bot API entities. Offsets count UTF-16 code units, as JavaScript strings do.

import { button, el } from "./dom.js";
import { follow, safeAddress } from "./links.js";
import { word } from "./words.js";

const TAGS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s" };
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);

/** A fragment with the text, its entities nested. `phone` acts on taps and knows the language. */
export function renderText(text, entities = [], phone) {
  const fragment = document.createDocumentFragment();
  const queue = entities
    .map((entity) => ({ ...entity, end: entity.offset + entity.length }))
    .sort((a, b) => a.offset - b.offset || b.end - a.end);
  fill(fragment, text, 0, text.length, queue, phone);
  return fragment;
}

function fill(parent, text, from, to, queue, phone) {
  let at = from;
  while (queue.length) {
    const entity = queue.shift();
    const start = Math.max(entity.offset, at);
    const end = Math.min(entity.end, to);
    if (end <= start) continue;
    const isBlock = BLOCKS.has(entity.type);
    parent.append(isBlock ? text.slice(at, start).replace(/\n$/, "") : text.slice(at, start));
    const inner = queue.filter((other) => other.offset < end);
    const { node, hole } = wrap(entity, text.slice(start, end), phone);
    fill(hole, text, start, end, inner.map((other) => ({ ...other })), phone);
    parent.append(node);
    at = isBlock && text[end] === "\n" ? end + 1 : end;
    // what sticks out of this entity goes on after it
    queue = queue.filter((other) => other.end > end).map((other) => ({ ...other, offset: Math.max(other.offset, end) }));
  }
  parent.append(text.slice(at, to));
}

/** The element of one entity (`node`) and where its content goes (`hole`). */
function wrap(entity, covered, phone) {
  const maker = MAKERS[entity.type];
  const made = maker ? maker(entity, covered, phone) : el(TAGS[entity.type] ?? "span");
  return made.node ? made : { node: made, hole: made };
}

const MAKERS = {
  url: (_, covered, phone) => link(covered, phone),
  text_link: (entity, _, phone) => link(entity.url, phone),
  email: (_, covered, phone) => link(`mailto:${covered}`, phone),
  phone_number: (_, covered, phone) => link(`tel:${covered.replace(/[^\d+]/g, "")}`, phone),
  mention: (_, covered, phone) => link(`https://t.me/${covered.slice(1)}`, phone),
  hashtag: () => el("span", { class: "tag" }),
  cashtag: () => el("span", { class: "tag" }),
  text_mention: () => el("span", { class: "tag" }),
  bot_command: (_, covered, phone) => command(covered, phone),
  code: (_, covered, phone) => el("code", { on: { click: () => phone.copy(covered) } }),
  pre: preformatted,
  spoiler,
  blockquote: () => el("blockquote"),
  expandable_blockquote: expandable,
};

/** Not a <button>: a line may break after one, and leave the full stop alone on the next. */
function command(text, phone) {
  const say = () => phone.say(text);
  const onKey = (event) => { if (event.key === "Enter") say(); };
  return el("span", { class: "link command", role: "link", tabindex: "0", on: { click: say, keydown: onKey } });
}

function link(address, phone) {
  const safe = address && safeAddress(address);
  if (!safe) return el("span");
  const open = (event) => {
    event.preventDefault();
    follow(phone, safe);
  };
  return el("a", { href: safe, target: "_blank", rel: "noopener noreferrer", on: { click: open } });
}

function preformatted(entity, covered, phone) {
  const hole = el("code");
  const title = entity.language ? el("span", { class: "pre-language" }, entity.language) : null;
  return { node: el("pre", { on: { click: () => phone.copy(covered) } }, title, hole), hole };
}

function spoiler(_, __, phone) {
  const hole = el("span", { class: "spoiler-text" });
  const node = el("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": word(phone.lang, "spoiler") }, hole);
  const reveal = (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    node.classList.add("revealed");
    node.removeAttribute("role");
    node.removeAttribute("aria-label");
  };
  node.addEventListener("click", reveal, { once: true });
  node.addEventListener("keydown", reveal);
  return { node, hole };
}

function expandable(_, __, phone) {
  const hole = el("span", { class: "quoted" });
  const more = button({
    class: "expand",
    "aria-label": word(phone.lang, "expand"),
    "aria-expanded": "false",
    on: { click: () => more.setAttribute("aria-expanded", String(node.classList.toggle("expanded"))) },
  });
  const node = el("blockquote", { class: "expandable" }, hole, more);
  return { node, hole };
}

/** One line that stands for a message, in replies and previews. */
export function excerpt(view, lang) {
  if (view.text || view.caption) return (view.text || view.caption).replace(/\s+/g, " ").slice(0, 120);
  if (view.poll) return view.poll.question;
  if (view.document) return view.document.file_name ?? word(lang, "file");
  if (view.sticker) return `${view.sticker.emoji ?? ""} ${word(lang, "sticker")}`.trim();
  const kind = ["photo", "voice"].find((name) => view[name]);
  return word(lang, kind ?? "message");
}
