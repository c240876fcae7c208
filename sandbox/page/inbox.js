// Applies the server's events to what the page knows.

import { setNow } from "./clock.js";
import { emit, heardOf, loadChat, state } from "./state.js";

const TYPING_MS = 5000; // as Telegram: an action lasts five seconds unless repeated

const HANDLERS = {
  message({ person_id: id, message }) {
    const person = state.people.get(id);
    if (!message.out && !state.shown.includes(id)) person.unread += 1;
    const chat = state.chats.get(id);
    if (chat) {
      chat.messages.set(message.message_id, message);
      if (message.out) chat.started = true;
      else chat.typing = null;
      emit("chat", id);
      emit("message", { id, message });
    }
    emit("people");
  },
  edit({ person_id: id, message }) {
    state.chats.get(id)?.messages.set(message.message_id, message);
    emit("chat", id);
  },
  delete({ person_id: id, message_id }) {
    state.chats.get(id)?.messages.delete(message_id);
    emit("chat", id);
  },
  typing({ person_id: id, action }) {
    const chat = state.chats.get(id);
    if (!chat) return;
    const typing = { action };
    chat.typing = typing;
    emit("chat", id);
    setTimeout(() => {
      if (chat.typing !== typing) return;
      chat.typing = null;
      emit("chat", id);
    }, TYPING_MS);
  },
  toast: (event) => emit("toast", event),
  commands: () => [...state.chats.keys()].forEach((id) => loadChat(id).catch(console.error)),
  clock: ({ now }) => setNow(now),
  blocked({ person_id: id, blocked }) {
    state.people.get(id).blocked = blocked;
    emit("people");
    emit("chat", id);
  },
};

export function receive(event) {
  if ("person_id" in event && !state.people.has(event.person_id)) return;
  if ("person_id" in event) heardOf(event.person_id);
  HANDLERS[event.type]?.(event);
}
