// Line icons drawn for this page, 24 × 24.

const STROKES = {
  alert: "M12 7v6m0 3.5v.1M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18z",
  block: "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM5.8 5.8l12.4 12.4",
  check: "M5 12.5l4.5 4.5L19 7.5",
  chevron: "M6 9.5l6 6 6-6",
  clip: "M8.2 12.6l5.9-5.9a3 3 0 0 1 4.3 4.3l-8 8a4.9 4.9 0 0 1-7-7l7.8-7.7",
  clock: "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM12 7v5.2l3.4 2",
  close: "M6.5 6.5l11 11m0-11l-11 11",
  copy: "M9 9h10.5v10.5H9zM5.5 15H4.5V4.5H15v1",
  download: "M12 4v11m-4.5-4.5L12 15l4.5-4.5M5 19.5h14",
  edit: "M4.5 19.5l1-4.2L16 4.8l3.2 3.2L8.7 18.5z",
  file: "M6.5 3.5h7.5l4.5 4.5v12.5h-12zM13.5 3.8v4.7h4.7",
  lamp: "M9.5 18.5h5m-4 2.5h3M12 3a6 6 0 0 1 3.6 10.8c-.7.6-1.1 1.2-1.1 2.2h-5c0-1-.4-1.6-1.1-2.2A6 6 0 0 1 12 3z",
  link: "M10 14a4 4 0 0 0 5.7 0l3.1-3.1a4 4 0 0 0-5.7-5.7l-1 1M14 10a4 4 0 0 0-5.7 0l-3.1 3.1a4 4 0 0 0 5.7 5.7l1-1",
  menu: "M4.5 7.5h15m-15 4.8h15m-15 4.8h15",
  more: "M12 6v.1M12 12v.1M12 18v.1",
  open: "M8 16L17 7m-7.5 0H17v7.5",
  people: "M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.8 19.5c.4-3.6 3-5.5 6.2-5.5s5.8 1.9 6.2 5.5M15.5 4.8a3.5 3.5 0 0 1 0 6.4M17.7 14.4c2 .7 3.2 2.5 3.5 5.1",
  photo: "M4 5.5h16v13H4zM4.5 16.5l4.5-5 3.5 3.5 2.5-2.5 4.5 4.5M15.5 9.3v.1",
  reply: "M10 6l-6 5.5 6 5.5v-3.5c5 0 8 1.2 10 4.5-.5-5-4-8.3-10-8.5z",
  sticker: "M13 20.5H8.5a5 5 0 0 1-5-5v-7a5 5 0 0 1 5-5h7a5 5 0 0 1 5 5V13zM13 20.3c-.3-4.5 2.5-7.5 7.3-7.3M8.3 13.5c.8 1.6 2 2.3 3.6 2.4M8.8 9v.1M14.8 9v.1",
  voice: "M12 3.5a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0v-5a3 3 0 0 1 3-3zM5.5 11a6.5 6.5 0 0 0 13 0M12 17.5v3.5",
  undo: "M8 5L4 9l4 4M4.5 9H14a5 5 0 0 1 0 10h-4",
};
const FILLS = {
  send: "M3.3 4.5c-.3-.9.6-1.7 1.5-1.3l15.7 7.7c.9.5.9 1.7 0 2.2L4.8 20.8c-.9.4-1.8-.4-1.5-1.3L5.5 13.1l8-1.1-8-1.1z",
  shield: "M12 2.5l7.8 2.7v6.1c0 4.7-3.2 8.3-7.8 10.2-4.6-1.9-7.8-5.5-7.8-10.2V5.2z",
};
const SVG = "http://www.w3.org/2000/svg";

/** An <svg> hidden from screen readers; its button carries the label. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", `icon ${name in FILLS ? "filled" : "stroked"}`);
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", STROKES[name] ?? FILLS[name]);
  svg.append(path);
  return svg;
}

/** The bot's avatar: a shield with a tick. */
export function crest() {
  const svg = icon("shield");
  const tick = document.createElementNS(SVG, "path");
  tick.setAttribute("d", "M8.3 11.8l2.7 2.7 4.8-5");
  tick.setAttribute("class", "crest-tick");
  svg.append(tick);
  return svg;
}
