// The list of commands above the composer.

import { button, el } from "./dom.js";
import { state } from "./state.js";
import { word } from "./words.js";

/** `choose(text)` sends a command, `onToggle(isOpen)` hears when the list opens or closes. */
export function createCommands(phone, choose, onToggle) {
  const node = el("div", { class: "commands", role: "listbox", hidden: true, "aria-label": word(phone.lang, "commands"), data: { testid: "commands" } });
  let marked = -1;

  const all = () => state.chats.get(phone.personId)?.commands ?? [];

  function open(prefix = "") {
    const found = all().filter(({ command }) => command.startsWith(prefix.toLowerCase()));
    marked = -1;
    node.replaceChildren(...found.map(({ command, description }) =>
      button({ class: "command-line", role: "option", data: { testid: "command", command }, on: { click: () => choose(`/${command}`) } },
        el("span", { class: "command-name" }, `/${command}`),
        el("span", { class: "command-what" }, description))));
    set(found.length > 0);
  }

  function set(isOpen) {
    node.hidden = !isOpen;
    onToggle(isOpen);
  }

  function move(step) {
    marked = (marked + step + node.children.length + (marked < 0 && step < 0 ? 1 : 0)) % node.children.length;
    [...node.children].forEach((line, index) => line.classList.toggle("marked", index === marked));
    node.children[marked].scrollIntoView({ block: "nearest" });
  }

  return {
    node,
    open,
    close: () => set(false),
    isOpen: () => !node.hidden,
    any: () => all().length > 0,
    move,
    /** The marked command as "/name", or null. */
    marked: () => (marked >= 0 && !node.hidden ? `/${node.children[marked].dataset.command}` : null),
    /** The marked or else the first command. */
    best: () => `/${node.children[Math.max(marked, 0)].dataset.command}`,
  };
}
