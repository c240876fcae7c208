// What the page knows: people, chats, who is shown. Parts of the page listen to topics:
//   people, links, shown, online, commands (no value) · chat, message, toast (value as emitted)

import * as api from "./api.js";
import { setNow } from "./clock.js";

export const state = { bot: {}, people: new Map(), links: [], chats: new Map(), shown: [], active: null, online: false };
const listeners = {};
const news = new Map(); // person id → how many events came about their chat

export function on(topic, listener) {
  (listeners[topic] ??= []).push(listener);
}

export function emit(topic, value) {
  for (const listener of listeners[topic] ?? []) listener(value);
}

export const activePerson = () => state.people.get(state.active);

/** Everything anew from the server: at the start and after a lost connection. */
export async function refresh() {
  const fresh = await api.fetchState();
  setNow(fresh.now);
  Object.assign(state, { bot: fresh.bot, links: fresh.links ?? [] });
  state.people = new Map(fresh.people.map((person) => [person.id, person]));
  for (const id of state.shown) if (state.people.has(id)) state.people.get(id).unread = 0;
  emit("people");
  emit("links");
  await Promise.all([...state.chats.keys()].map(loadChat));
}

/** An event came: a chat that is being fetched at this moment may lack it. */
export const heardOf = (id) => news.set(id, (news.get(id) ?? 0) + 1);

/** Fetches a person's chat; the server counts it as read. */
export async function loadChat(id) {
  const heard = news.get(id);
  const fresh = await api.fetchChat(id);
  if (news.get(id) !== heard) return loadChat(id);
  state.chats.set(id, {
    messages: new Map(fresh.messages.map((view) => [view.message_id, view])),
    commands: fresh.commands ?? [],
    started: fresh.started,
    typing: null,
  });
  state.people.get(id).blocked = fresh.blocked;
  emit("chat", id);
  emit("people");
}

/** Shows these people's phones, `active` among them. */
export function show(ids, active) {
  const hidden = state.shown.filter((id) => !ids.includes(id));
  Object.assign(state, { shown: ids, active });
  for (const id of ids) state.people.get(id).unread = 0;
  emit("shown");
  emit("people");
  for (const id of [...ids.filter((id) => !state.chats.has(id)), ...hidden]) loadChat(id).catch(console.error);
}
