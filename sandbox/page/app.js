// Starts the page: people at the left, phones in the middle, the panel at the right.

import { listen } from "./events.js";
import { receive } from "./inbox.js";
import { createPanel } from "./panel.js";
import { createPeople } from "./people.js";
import { createStage } from "./stage.js";
import { emit, on, refresh, state } from "./state.js";

const RETRY_MS = 1500;
const part = (id) => document.getElementById(id);
const side = part("side");
const stage = createStage(part("stage"), () => side.checked);

createPeople(part("people"), (id) => {
  stage.choose(id);
  if (matchMedia("(hover: hover)").matches) stage.focus();
});
createPanel(() => stage.phone(state.active));

side.addEventListener("change", () => {
  document.body.classList.toggle("side-by-side", side.checked);
  stage.arrange();
});

function openTools(isOpen) {
  document.body.classList.toggle("tools-open", isOpen);
  part("tools").setAttribute("aria-expanded", String(isOpen));
  (isOpen ? part("tools-close") : part("tools")).focus();
}
part("tools").addEventListener("click", () => openTools(true));
part("tools-close").addEventListener("click", () => openTools(false));
part("backdrop").addEventListener("click", () => openTools(false));
part("panel").addEventListener("keydown", (event) => event.key === "Escape" && openTools(false));

// The people shown stand in the address (#7001,7002; the first is in use), so that a view can be reloaded and shared.
on("shown", () => {
  const others = state.shown.filter((id) => id !== state.active);
  history.replaceState(null, "", `#${[state.active, ...others].join(",")}`);
});

function peopleInAddress() {
  const ids = location.hash.slice(1).split(",").map(Number);
  return ids.filter((id) => state.people.has(id));
}

async function begin() {
  try {
    await refresh();
  } catch (error) {
    console.error(error);
    setTimeout(begin, RETRY_MS);
    return;
  }
  if (state.active !== null) return;
  const wanted = peopleInAddress();
  [state.active] = wanted.length ? wanted : state.people.keys();
  state.shown = wanted.length ? wanted : [state.active];
  side.checked = state.shown.length > 1;
  document.body.classList.toggle("side-by-side", side.checked);
  stage.arrange();
}

listen(receive, (isOnline) => {
  state.online = isOnline;
  emit("online");
  if (isOnline) begin();
});
