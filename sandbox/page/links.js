// Which addresses a message may link to, and which of them open this bot.

import { state } from "./state.js";

const SCHEMES = new Set(["http:", "https:", "mailto:", "tel:", "tg:"]);

/** The address if it is safe to follow, else null; a bare "un.org/…" counts as https. */
export function safeAddress(text) {
  for (const address of [text, `https://${text}`]) {
    if (!URL.canParse(address)) continue;
    return SCHEMES.has(new URL(address).protocol) ? address : null;
  }
  return null;
}

/** The start parameter ("" if none) when the address opens this bot, else null. */
export function startPayload(address) {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  const onWeb = /^(www\.)?(t|telegram)\.me$/i.test(url.hostname);
  const name = onWeb ? url.pathname.split("/")[1] : url.protocol === "tg:" && url.searchParams.get("domain");
  if (!name || name.toLowerCase() !== state.bot.username?.toLowerCase()) return null;
  return url.searchParams.get("start") ?? "";
}

/** Follows an address as this phone's person: starts the bot, or opens a new tab. */
export function follow(phone, address) {
  const safe = safeAddress(address);
  if (!safe) return;
  const payload = startPayload(safe);
  if (payload === null) window.open(safe, "_blank", "noopener");
  else phone.start(payload);
}
