// Which phones stand on the stage: one, or up to three side by side.

import { setChildren } from "./dom.js";
import { createPhone } from "./phone.js";
import { on, show, state } from "./state.js";

const PHONE_PX = 310; // narrowest useful phone
const MOST = 3;

/** `isSide()` tells whether the phones stand side by side. */
export function createStage(stage, isSide) {
  const phones = new Map();
  const listed = (ids) => [...state.people.keys()].filter((id) => ids.includes(id));
  const room = () => (isSide() ? Math.max(1, Math.min(MOST, Math.floor(stage.clientWidth / PHONE_PX))) : 1);

  /** Shows a person: in place of the one phone, or beside the others. */
  function choose(id) {
    if (state.shown.includes(id)) return show(state.shown, id);
    const kept = state.shown.length < room() ? state.shown : state.shown.filter((other) => other !== leaving());
    show(listed([...kept, id]), id);
  }

  /** Who makes room for another: the only one, or the last that is not in use. */
  function leaving() {
    return state.shown.length === 1 ? state.shown[0] : state.shown.findLast((id) => id !== state.active);
  }

  /** Fills or empties the stage after the switch or the window changed. */
  function arrange() {
    const most = room();
    const wanted = [state.active, ...state.shown, ...(isSide() && state.shown.length < 2 ? company() : [])];
    show(listed([...new Set(wanted)].slice(0, most)), state.active);
  }

  /** Who to put beside a lone phone: an instructor first, then the trainees. */
  function company() {
    const people = [...state.people.values()];
    const instructor = people.find(({ role }) => role === "instructor");
    return [instructor, ...people].filter(Boolean).map(({ id }) => id);
  }

  function draw() {
    const before = new Set(stage.children);
    setChildren(stage, state.shown.map((id) => {
      if (!phones.has(id)) phones.set(id, createPhone(id));
      const { node } = phones.get(id);
      node.classList.toggle("active", id === state.active);
      return node;
    }));
    stage.classList.toggle("several", state.shown.length > 1);
    for (const id of state.shown) if (!before.has(phones.get(id).node)) phones.get(id).chat.attached();
  }

  on("shown", draw);
  on("put-away", (id) => {
    const rest = state.shown.filter((other) => other !== id);
    if (rest.length) show(rest, rest.includes(state.active) ? state.active : rest[0]);
  });
  let narrow = room();
  new ResizeObserver(() => {
    if (room() === narrow || state.active === null) return;
    narrow = room();
    if (state.shown.length > narrow) arrange();
  }).observe(stage);
  return { choose, arrange, phone: (id) => phones.get(id), focus: () => phones.get(state.active)?.composer.focus() };
}
