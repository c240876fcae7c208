// The list of messages of one phone: days, groups, scrolling.

import { dayKey, dayName } from "./clock.js";
import { button, el, setChildren } from "./dom.js";
import { crest, icon } from "./icons.js";
import { renderMessage } from "./message.js";
import { state } from "./state.js";
import { word } from "./words.js";

const NEAR_PX = 80;
const GROUP_S = 600; // messages of one sender within ten minutes share a tail

export function createChat(phone) {
  const drawn = new Map(); // message id → {view, key, node}
  const days = new Map(); // day key → section
  const content = el("div", { class: "days" });
  const list = el("div", { class: "messages", role: "log", tabindex: "0", data: { testid: "chat" } }, content);
  const down = button({ class: "round latest", hidden: true, "aria-label": word(phone.lang, "latest"), on: { click: () => toLatest("smooth") } },
    icon("chevron"), el("span", { class: "badge", hidden: true }));
  const node = el("div", { class: "chat" }, list, down);
  let isPinned = true;
  let missed = 0;

  const toLatest = (behavior = "instant") => list.scrollTo({ top: list.scrollHeight, behavior });
  const updateDown = () => {
    down.hidden = isPinned;
    down.lastChild.hidden = missed === 0;
    down.lastChild.textContent = missed;
  };
  list.addEventListener("scroll", () => {
    isPinned = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_PX;
    if (isPinned) missed = 0;
    updateDown();
  });
  const keepPinned = new ResizeObserver(() => isPinned && toLatest());
  keepPinned.observe(content);
  keepPinned.observe(list);

  function drawMessage(view, isForced) {
    const old = drawn.get(view.message_id);
    const key = JSON.stringify(view);
    if (old && old.key === key && !isForced) return old.node;
    const fresh = renderMessage(view, phone, old?.view);
    if (old) {
      fresh.className = old.node.className;
      fresh.classList.remove("new");
      old.node.replaceWith(fresh);
    } else if (phone.isReady) fresh.classList.add("new");
    drawn.set(view.message_id, { view, key, node: fresh });
    return fresh;
  }

  /** Shows what the page knows of this chat now. */
  function draw() {
    const views = [...state.chats.get(phone.personId).messages.values()].sort((a, b) => a.message_id - b.message_id);
    const known = new Set(views.map((view) => view.message_id));
    for (const id of drawn.keys()) if (!known.has(id)) drawn.delete(id);
    const byDay = Map.groupBy(views, (view) => dayKey(new Date(view.date * 1000)));
    setChildren(content, byDay.size ? [...byDay].map(([key, ofDay]) => drawDay(key, ofDay)) : [greeting(phone.lang)]);
  }

  function drawDay(key, views) {
    if (!days.has(key)) {
      const name = dayName(phone.lang, new Date(views[0].date * 1000));
      days.set(key, el("section", { class: "day" }, el("h3", { class: "day-name" }, el("span", {}, name))));
    }
    const section = days.get(key);
    setChildren(section, [section.firstChild, ...views.map((view, index) => {
      const message = drawMessage(view);
      message.classList.toggle("tail", !isSameGroup(view, views[index + 1]));
      message.classList.toggle("follows", isSameGroup(views[index - 1], view));
      return message;
    })]);
    return section;
  }

  return {
    node,
    draw,
    toLatest,
    redraw: (id) => drawMessage(drawn.get(id).view, true),
    arrived(view) {
      if (view.out) isPinned = true;
      if (isPinned) return toLatest();
      missed += 1;
      updateDown();
    },
    reveal(id) {
      const target = drawn.get(id)?.node;
      if (!target) return;
      target.scrollIntoView({ block: "center", behavior: "smooth" });
      target.classList.add("flash");
      setTimeout(() => target.classList.remove("flash"), 1600);
    },
    attached() {
      isPinned = true;
      missed = 0;
      updateDown();
      toLatest();
    },
  };
}

function isSameGroup(one, other) {
  return Boolean(one && other && Boolean(one.out) === Boolean(other.out) && Math.abs(other.date - one.date) < GROUP_S);
}

function greeting(lang) {
  return el("div", { class: "greeting" },
    el("span", { class: "avatar crest" }, crest()),
    el("strong", {}, word(lang, "emptyTitle")),
    el("p", {}, word(lang, "emptyText")));
}
