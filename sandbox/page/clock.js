// The bot's clock, shown in Almaty time, and how moments are written.

import { word } from "./words.js";

const ZONE = "Asia/Almaty";
const PARTS = new Intl.DateTimeFormat("en-GB", {
  timeZone: ZONE, year: "numeric", month: "numeric", day: "numeric", weekday: "short",
  hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23",
});
const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const listeners = new Set();
let aheadMs = 0;

/** The bot's present moment. */
export const now = () => new Date(Date.now() + aheadMs);

/** How far the bot's clock is ahead of the real one. */
export const ahead = () => aheadMs;

export function setNow(iso) {
  aheadMs = Date.parse(iso) - Date.now();
  tick();
}

/** Calls `listener` every second and whenever the clock is moved; returns how to stop it. */
export function onTick(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tick() {
  for (const listener of listeners) listener();
}
setInterval(tick, 1000);

function local(moment) {
  return Object.fromEntries(PARTS.formatToParts(moment).map((part) => [part.type, part.value]));
}

export const clockTime = (moment) => { const p = local(moment); return `${p.hour}:${p.minute}`; };
export const clockSeconds = (moment) => local(moment).second;

/** Changes at midnight in Almaty. */
export const dayKey = (moment) => { const p = local(moment); return `${p.year}-${p.month}-${p.day}`; };

/** "7 December", and the year when it is not the current one. */
export function dayName(lang, moment) {
  const { day, month, year } = local(moment);
  const name = word(lang, "dayMonth", { day, month: word(lang, "months")[month - 1] });
  return year === local(now()).year ? name : `${name} ${year}`;
}

/** "Monday, 7 December 2026" */
export function fullDate(lang, moment) {
  const { day, month, year, weekday } = local(moment);
  return word(lang, "fullDate", {
    weekday: word(lang, "weekdays")[WEEKDAYS.indexOf(weekday)],
    day, year, month: word(lang, "months")[month - 1],
  });
}

/** "1 d 2 h", "15 min": the two largest units. */
export function span(lang, ms) {
  const minutes = Math.round(ms / 60000);
  const amounts = [["day", Math.floor(minutes / 1440)], ["hour", Math.floor(minutes / 60) % 24], ["minute", minutes % 60]];
  const named = amounts.filter(([, amount]) => amount > 0).slice(0, 2);
  return named.map(([unit, amount]) => word(lang, `short-${unit}`, { n: amount })).join(" ");
}

/** Seconds as "0:25" or "1:05:00". */
export function countdown(seconds) {
  const two = (n) => String(n).padStart(2, "0");
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
