// A small pop-up menu inside a phone.

import { button, el } from "./dom.js";
import { icon } from "./icons.js";
import { word } from "./words.js";

/** Opens a menu near the event in `host`; items: {icon, key (word), run, testid?}. */
export function openMenu(host, event, items, lang) {
  host.querySelector(":scope > .menu")?.remove();
  const cameFrom = document.activeElement;
  const menu = el("div", { class: "menu", role: "menu" }, items.map((item) =>
    button({ class: "menu-item", role: "menuitem", data: { testid: item.testid ?? `menu-${item.key}` }, on: { click: () => { close(); item.run(); } } },
      icon(item.icon), word(lang, item.key))));
  const close = () => {
    menu.remove();
    document.removeEventListener("pointerdown", onPointer, true);
    if (cameFrom?.isConnected) cameFrom.focus({ preventScroll: true });
  };
  const onPointer = (down) => { if (!menu.contains(down.target)) close(); };
  menu.addEventListener("keydown", (down) => {
    const at = [...menu.children].indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[down.key];
    if (down.key === "Escape" || down.key === "Tab") close();
    else if (step) menu.children[(at + step + menu.children.length) % menu.children.length].focus();
    else return;
    down.preventDefault();
    down.stopPropagation();
  });
  document.addEventListener("pointerdown", onPointer, true);
  host.append(menu);
  place(menu, host, event);
  menu.firstElementChild.focus({ preventScroll: true });
}

function place(menu, host, event) {
  const frame = host.getBoundingClientRect();
  const anchor = event.currentTarget.getBoundingClientRect();
  const isPointed = event.type === "contextmenu" && event.clientX > 0;
  const x = (isPointed ? event.clientX : anchor.left) - frame.left - host.clientLeft;
  const y = (isPointed ? event.clientY : anchor.bottom) - frame.top - host.clientTop;
  menu.style.left = `${Math.max(8, Math.min(x, host.clientWidth - menu.offsetWidth - 8))}px`;
  menu.style.top = `${Math.max(8, Math.min(y, host.clientHeight - menu.offsetHeight - 8))}px`;
}
