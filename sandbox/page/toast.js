// Short notices and alerts over a phone's chat.

import { button, el } from "./dom.js";
import { word } from "./words.js";

/** A dark pill that goes by itself. */
export function showToast(host, text) {
  host.querySelector(":scope > .toast")?.remove();
  const toast = el("div", { class: "toast", role: "status", data: { testid: "toast" } }, text);
  host.append(toast);
  setTimeout(() => toast.remove(), 2500 + 40 * text.length);
}

/** An alert that waits for OK. */
export function showAlert(host, text, lang) {
  const cameFrom = document.activeElement;
  const ok = button({ class: "plain", data: { testid: "alert-ok" } }, word(lang, "ok"));
  const alert = el("div", { class: "veil", data: { testid: "alert" } },
    el("div", { class: "box", role: "alertdialog", "aria-modal": "true", "aria-label": text },
      el("p", {}, text), el("div", { class: "box-buttons" }, ok)));
  const close = () => {
    alert.remove();
    if (cameFrom?.isConnected) cameFrom.focus({ preventScroll: true });
  };
  ok.addEventListener("click", close);
  alert.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    if (event.key === "Tab") event.preventDefault(); // one button: focus stays
  });
  host.append(alert);
  ok.focus();
}
