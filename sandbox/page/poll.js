// Quiz polls and plain polls: choosing, voting, and Telegram's marking afterwards.

import * as api from "./api.js";
import { countdown, now, onTick } from "./clock.js";
import { button, el } from "./dom.js";
import { icon } from "./icons.js";
import { renderText } from "./text.js";
import { word } from "./words.js";

const GROW_MS = 600;

/** The poll of a message; `previous` is the view shown before, so that only changes move. */
export function renderPoll(view, phone, previous) {
  const { poll } = view;
  const isOpen = !view.vote && !poll.is_closed;
  const chosen = phone.choices.get(view.message_id) ?? new Set();
  const before = previous && results(previous);
  const after = results(view);
  const shown = isOpen ? null : after;
  const node = el("div", { class: "poll", data: { testid: "poll", voted: String(Boolean(view.vote)), closed: String(Boolean(poll.is_closed)) } });
  const note = shown && explanation(poll, phone);
  node.append(...[
    el("div", { class: "poll-question" }, renderText(poll.question, poll.question_entities, phone)),
    poll.description && el("div", { class: "text poll-description" }, renderText(poll.description, poll.description_entities, phone)),
    el("div", { class: "poll-kind" }, kind(poll, phone.lang), isOpen && timer(poll, phone.lang, node), note && lamp(note, phone.lang)),
    el("div", { class: "poll-options" }, poll.options.map((option, id) =>
      shown ? result(view, option, id, after, before, phone) : choice(view, option, id, chosen, phone))),
    note,
    footer(view, isOpen, chosen, phone),
  ].filter(Boolean));
  if (previous && !previous.vote && view.vote) node.classList.add(verdict(view));
  return node;
}

function kind(poll, lang) {
  if (poll.is_closed) return word(lang, "finalResults");
  const name = poll.type === "quiz" ? "quiz" : "poll";
  const key = poll.is_anonymous === false ? name : `anonymous${name[0].toUpperCase()}${name.slice(1)}`;
  return word(lang, key) + (poll.allows_multiple_answers ? `, ${word(lang, "several")}` : "");
}

// before the vote

function choice(view, option, id, chosen, phone) {
  const several = view.poll.allows_multiple_answers;
  const node = button(
    {
      class: `poll-option choice ${several ? "several" : ""}`,
      role: several ? "checkbox" : null,
      "aria-checked": several ? String(chosen.has(id)) : null,
      data: { testid: "poll-option", optionId: id },
    },
    el("span", { class: "poll-mark" }, several && icon("check")),
    el("span", { class: "poll-text" }, renderText(option.text, option.text_entities, phone)),
  );
  node.addEventListener("click", () => (several ? toggle(view, id, phone) : vote(view, [id], phone, node)));
  return node;
}

function toggle(view, id, phone) {
  const chosen = new Set(phone.choices.get(view.message_id));
  if (!chosen.delete(id)) chosen.add(id);
  phone.choices.set(view.message_id, chosen);
  phone.redraw(view.message_id);
}

async function vote(view, optionIds, phone, node) {
  if (node.closest(".poll.busy")) return;
  const poll = node.closest(".poll");
  poll.classList.add("busy");
  node.classList.add("waiting");
  try {
    await api.vote(phone.personId, view.message_id, optionIds);
    phone.choices.delete(view.message_id);
  } catch (error) {
    poll.classList.remove("busy");
    node.classList.remove("waiting");
    phone.complain(error);
  }
}

/** Takes the vote back, where the poll allows it. */
export async function retract(view, phone) {
  await api.vote(phone.personId, view.message_id, []).catch(phone.complain);
}

export const canRetract = ({ poll, vote: own }) => Boolean(own && poll?.allows_revoting && !poll.is_closed);

// after the vote

/** Per option its share in percent, and what the shares are of. */
function results({ poll, vote: own }) {
  const total = poll.total_voter_count;
  const isShown = Boolean(own) || poll.is_closed;
  return poll.options.map((option) => (isShown && total ? Math.round((100 * (option.voter_count ?? 0)) / total) : 0));
}

function result(view, option, id, after, before, phone) {
  const mark = marking(view, id);
  const percent = el("span", { class: "poll-percent" }, `${after[id]}%`);
  const bar = el("span", { class: "poll-bar" });
  bar.style.setProperty("--share", `${after[id]}%`);
  if (before) grow(bar, percent, before[id], after[id]);
  return el("div",
    { class: `poll-option result ${mark}`, data: { testid: "poll-option", optionId: id, mark } },
    percent,
    el("span", { class: "poll-text" }, renderText(option.text, option.text_entities, phone),
      mark && el("span", { class: "for-readers" }, ` (${word(phone.lang, mark)})`)),
    el("span", { class: "poll-mark" }, mark && icon(mark === "wrong" ? "close" : "check")),
    bar);
}

/** "right", "wrong", "chosen" or "" — Telegram marks the key always and a wrong choice with a cross. */
function marking({ poll, vote: own }, id) {
  const key = poll.correct_option_ids ?? (poll.correct_option_id === undefined ? null : [poll.correct_option_id]);
  if (poll.type === "quiz" && key) {
    if (key.includes(id)) return "right";
    return own?.includes(id) ? "wrong" : "";
  }
  return own?.includes(id) ? "chosen" : "";
}

const verdict = (view) => (view.vote.some((id) => marking(view, id) === "wrong") ? "missed" : "hit");

function grow(bar, percent, from, to) {
  if (from === to || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  const width = (share) => ({ width: `max(${share}%, 5px)` });
  bar.animate([width(from), width(to)], { duration: GROW_MS, easing: "cubic-bezier(.2,.8,.2,1)" });
  const begun = performance.now();
  const step = (at) => {
    const part = Math.min(Math.max((at - begun) / GROW_MS, 0), 1);
    percent.textContent = `${Math.round(from + (to - from) * part)}%`;
    if (part < 1) requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
}

function explanation(poll, phone) {
  if (!poll.explanation) return null;
  return el("div", { class: "poll-explanation", data: { testid: "poll-explanation" } },
    icon("lamp"),
    el("div", {},
      el("div", { class: "poll-explanation-title" }, word(phone.lang, "explanation")),
      el("div", { class: "text" }, renderText(poll.explanation, poll.explanation_entities, phone))));
}

function lamp(note, lang) {
  const node = button({ class: "lamp", "aria-label": word(lang, "explanation"), title: word(lang, "explanation"), "aria-expanded": "true" }, icon("lamp"));
  node.addEventListener("click", () => {
    note.hidden = !note.hidden;
    node.setAttribute("aria-expanded", String(!note.hidden));
  });
  return node;
}

function footer({ poll, message_id, vote: own }, isOpen, chosen, phone) {
  if (isOpen && poll.allows_multiple_answers) {
    const node = button({ class: "poll-vote", disabled: chosen.size === 0, data: { testid: "poll-vote" } }, word(phone.lang, "vote"));
    node.addEventListener("click", () => vote({ poll, message_id, vote: own }, [...chosen].sort((a, b) => a - b), phone, node));
    return node;
  }
  const noun = poll.type === "quiz" ? "answers" : "votes";
  const none = poll.type === "quiz" ? "noAnswers" : "noVotes";
  const count = poll.total_voter_count;
  return el("div", { class: "poll-count" }, count ? word(phone.lang, noun, { n: count }) : word(phone.lang, none));
}

/** The time left to answer, by the bot's clock. */
function timer(poll, lang, node) {
  if (!poll.close_date) return null;
  const shown = el("span", { class: "poll-timer", title: word(lang, "timeLeft") });
  let wasAttached = false;
  const update = () => {
    const left = Math.max(0, Math.ceil(poll.close_date - now() / 1000));
    shown.textContent = countdown(left);
    shown.classList.toggle("soon", left <= 10);
    if (node.isConnected) wasAttached = true;
    else if (wasAttached) stop();
  };
  const stop = onTick(update);
  update();
  return shown;
}
