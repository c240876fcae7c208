// Photos, documents, stickers and voice messages.

import { fileAddress } from "./api.js";
import { button, el } from "./dom.js";
import { icon } from "./icons.js";
import { word } from "./words.js";

const LEAST_STICKER_PX = 16; // a smaller picture is a stand-in without content

/** The message's media element, or null when it has none that we show. */
export function renderMedia(view, lang) {
  if (view.photo) return photo(view.photo, lang);
  if (view.sticker) return sticker(view.sticker, lang);
  if (view.voice) return sound(view.voice, lang);
  const file = view.document ?? view.audio ?? view.video ?? view.animation;
  return file ? documentCard(file, lang) : null;
}

function photo(sizes, lang) {
  const largest = sizes.at(-1);
  const source = fileAddress(largest.file_id);
  const picture = el("img", { src: source, alt: word(lang, "photo"), width: largest.width, height: largest.height });
  return button({ class: "photo", "aria-label": word(lang, "enlarge"), on: { click: () => enlarge(source, lang) } }, picture);
}

function enlarge(source, lang) {
  const box = el("dialog", { class: "lightbox", "aria-label": word(lang, "photo") },
    el("img", { src: source, alt: word(lang, "photo") }),
    button({ class: "round", "aria-label": word(lang, "close") }, icon("close")));
  box.addEventListener("click", () => box.close());
  box.addEventListener("close", () => box.remove());
  document.body.append(box);
  box.showModal();
}

function sticker(shown, lang) {
  const emoji = el("span", { class: "sticker-emoji" }, shown.emoji ?? "🙂");
  const picture = el("img", { class: "sticker", src: fileAddress(shown.file_id), alt: `${word(lang, "sticker")} ${shown.emoji ?? ""}` });
  const giveUp = () => picture.replaceWith(emoji);
  picture.addEventListener("error", giveUp);
  picture.addEventListener("load", () => { if (picture.naturalWidth < LEAST_STICKER_PX) giveUp(); });
  return picture;
}

function sound(voice, lang) {
  return el("audio", { class: "voice", controls: true, preload: "none", src: fileAddress(voice.file_id), "aria-label": word(lang, "voice") });
}

function documentCard(file, lang) {
  const name = file.file_name ?? file.title ?? word(lang, "file");
  const ending = name.includes(".") ? name.split(".").pop().slice(0, 4) : "";
  return el("a", { class: "document", href: fileAddress(file.file_id), download: name, "aria-label": `${word(lang, "download")}: ${name}` },
    el("span", { class: "document-icon" }, icon("download"), el("span", { class: "document-ending" }, ending)),
    el("span", { class: "document-text" },
      el("span", { class: "document-name" }, name),
      el("span", { class: "document-size" }, file.file_size === undefined ? "" : size(file.file_size))));
}

/** 1536 → "1.5 KB", as Telegram writes it in every language. */
export function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  const kilo = bytes / 1024;
  return kilo < 1024 ? `${kilo.toFixed(1)} KB` : `${(kilo / 1024).toFixed(1)} MB`;
}
