// Choosing a file and sending it with a caption.

import * as api from "./api.js";
import { button, el } from "./dom.js";
import { size } from "./media.js";
import { openMenu } from "./menu.js";
import { icon } from "./icons.js";
import { word } from "./words.js";

const ACCEPT = { photo: "image/png,image/jpeg,image/webp", document: "", voice: "audio/*" };

/** The attach button with its hidden file inputs; also takes files dropped on the phone or pasted. */
export function createAttach(phone) {
  const inputs = Object.fromEntries(Object.entries(ACCEPT).map(([kind, accept]) => {
    const input = el("input", { type: "file", hidden: true, accept, data: { testid: `file-${kind}` } });
    input.addEventListener("change", () => {
      if (input.files[0]) confirm(phone, kind, input.files[0]);
      input.value = "";
    });
    return [kind, input];
  }));
  const attach = button({ class: "tool", "aria-label": word(phone.lang, "attach"), title: word(phone.lang, "attach"), "aria-haspopup": "menu", data: { testid: "attach" } }, icon("clip"));
  attach.addEventListener("click", (event) => openMenu(phone.screen, event, [
    { icon: "photo", key: "photo", testid: "attach-photo", run: () => inputs.photo.click() },
    { icon: "file", key: "file", testid: "attach-document", run: () => inputs.document.click() },
    { icon: "voice", key: "voice", testid: "attach-voice", run: () => inputs.voice.click() },
  ], phone.lang));
  return el("span", { class: "attach" }, attach, ...Object.values(inputs));
}

/** Lets files be dropped on `target`. */
export function acceptDrops(target, phone) {
  const mark = (isOver) => target.classList.toggle("drop", isOver);
  target.addEventListener("dragover", (event) => { event.preventDefault(); mark(true); });
  target.addEventListener("dragleave", (event) => { if (!target.contains(event.relatedTarget)) mark(false); });
  target.addEventListener("drop", (event) => {
    event.preventDefault();
    mark(false);
    take(event.dataTransfer.files[0], phone);
  });
}

/** Sends a dropped or pasted file: pictures as photos, the rest as documents. */
export function take(file, phone) {
  if (file && !phone.isSilent()) confirm(phone, ACCEPT.photo.includes(file.type || "-") ? "photo" : "document", file);
}

function confirm(phone, kind, file) {
  const caption = el("input", { class: "field", maxlength: "1024", placeholder: word(phone.lang, "caption"), "aria-label": word(phone.lang, "caption"), data: { testid: "upload-caption" } });
  const preview = kind === "photo" ? el("img", { class: "upload-photo", src: URL.createObjectURL(file), alt: "" }) : null;
  const form = el("form", { class: "box", role: "dialog", "aria-modal": "true", "aria-label": word(phone.lang, kind === "photo" ? "photo" : "file") },
    preview,
    el("div", { class: "upload-name" }, icon(kind === "photo" ? "photo" : "file"),
      el("span", { class: "document-name" }, file.name), el("span", { class: "document-size" }, size(file.size))),
    caption,
    el("div", { class: "box-buttons" },
      button({ class: "plain", on: { click: () => close() } }, word(phone.lang, "cancel")),
      el("button", { class: "primary", data: { testid: "upload-send" } }, word(phone.lang, "send"))));
  const veil = el("div", { class: "veil" }, form);
  const close = () => {
    veil.remove();
    if (preview) URL.revokeObjectURL(preview.src);
    phone.composer.focus();
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    api.upload(phone.personId, kind, file, caption.value).catch(phone.complain);
    close();
  });
  veil.addEventListener("keydown", (event) => event.key === "Escape" && close());
  phone.screen.append(veil);
  caption.focus();
}
