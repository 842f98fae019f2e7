// The address of a view: /NAME, /proposal/NAME, with its query; links inside the page do not reload.
import { signal } from "./vendor/preact.js";

export const address = signal(read());

function read() {
  const [view = "", name = ""] = location.pathname.split("/").filter(Boolean).map(decodeURIComponent);
  return { view, name, query: Object.fromEntries(new URLSearchParams(location.search)), hash: location.hash };
}

/** Go to an address of this page. */
export function go(to, replace = false) {
  history[replace ? "replaceState" : "pushState"](null, "", to);
  address.value = read();
}

function clicked(event) {
  if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest?.("a[href]");
  if (!link || link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
  if (link.getAttribute("href").startsWith("#")) return;
  if (/\.[a-z]+$/.test(link.pathname)) return; // a file, not a view
  event.preventDefault();
  go(link.pathname + link.search + link.hash);
}

export function startRouting() {
  addEventListener("click", clicked);
  addEventListener("popstate", () => { address.value = read(); });
}
