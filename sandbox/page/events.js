// The server's event stream; opened again by itself whenever it breaks.

const RETRY_MS = 1500;

/** Calls `onEvent` with each event, `onOnline(true)` at every (re)connection and `onOnline(false)` at every loss. */
export function listen(onEvent, onOnline) {
  const source = new EventSource("/page/events");
  source.onopen = () => onOnline(true);
  source.onmessage = (event) => onEvent(JSON.parse(event.data));
  source.onerror = () => {
    onOnline(false);
    source.close(); // the browser gives up after an HTTP error, so we always reconnect ourselves
    setTimeout(() => listen(onEvent, onOnline), RETRY_MS);
  };
}
