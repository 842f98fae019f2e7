// In a notebook: the server's answers, asked of Python by messages of the widget.
import { Fault, tab } from "../server.js";
export { Fault, tab };

const waiting = new Map(); // number of a request → what is done with its answer
const listeners = new Set();
let channel = null;
let last = 0;

/** Take the widget's model as the way to Python; returns what lets it go. */
export function connect(model) {
  channel = model;
  const heard = (said) => {
    if (said.change) for (const listener of listeners) listener(said.change);
    const done = waiting.get(said.answer);
    waiting.delete(said.answer);
    done?.(said);
  };
  model.on("msg:custom", heard);
  return () => model.off("msg:custom", heard);
}

function ask(path, query, body, signal) {
  return new Promise((resolve, reject) => {
    const number = ++last;
    const stop = () => { waiting.delete(number); reject(new DOMException("stopped", "AbortError")); };
    if (signal?.aborted) { stop(); return; }
    signal?.addEventListener("abort", stop, { once: true });
    waiting.set(number, ({ status, body: said }) => {
      signal?.removeEventListener("abort", stop);
      if (status < 400) resolve(said);
      else reject(new Fault({ ...said, ...(said.error ?? {}) }, status));
    });
    channel.send({ ask: number, path, query, body });
  });
}

export function read(path, query = {}, signal) {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== "");
  return ask(path, Object.fromEntries(given.map(([name, value]) => [name, String(value)])), null, signal);
}

export const send = (path, body = {}, signal) => ask(path, {}, { ...body, tab }, signal);

export const hand = () => Promise.reject(new Fault({ message: "files are read with sv.read in a notebook" }, 0));

export function follow(listener) {
  const heard = (change) => { if (!change.tab || change.tab !== tab) listener(change); };
  listeners.add(heard);
  return () => listeners.delete(heard);
}
