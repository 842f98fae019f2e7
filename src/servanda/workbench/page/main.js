// The page: its head, the view that the address names, and what is said aside.
import { effect, html, render, signal, useEffect, useLayoutEffect, useRef } from "./vendor/preact.js";
import { read } from "./server.js";
import { notice, spoken } from "./notices.js";
import { address, go, startRouting } from "./address.js";
import { asking, board, drawn, failure, followChanges, history, load, moving, nothingYet, redo, showVerdicts, undo } from "./session.js";
import { FaultNote, Waiting } from "./parts/small.js";
import { WriteDialog } from "./write.js";

const VIEWS = {
  "": { title: "Verdicts", from: () => import("./views/verdicts.js") },
  proposal: { title: "Proposal", from: () => import("./views/proposal.js") },
  evidence: { title: "Evidence", from: () => import("./views/evidence.js") },
  case: { title: "Case", from: () => import("./views/case.js") },
  explore: { title: "Explore", from: () => import("./views/explore.js") },
  time: { title: "Time", from: () => import("./views/time.js") },
  report: { title: "Report", from: () => import("./views/report.js") },
  compare: { title: "Compare", from: () => import("./views/compare.js") },
  begin: { title: "Begin", from: () => import("./views/begin.js") },
};
const NAV = [["", "Verdicts"], ["evidence", "Evidence"], ["case", "Case"], ["explore", "Explore"], ["time", "Time"], ["report", "Report"], ["compare", "Compare"]];

const loaded = signal({}); // view → its component
const place = document.getElementById("page");
// An empty folder is served as the view to begin from, whatever the address.
const beginning = signal(place.dataset.view === "begin");

function Head() {
  const here = address.value.view;
  return html`<header class="top">
    <a class="skip" href="#content">Skip to the content</a>
    <a class="mark-name" href="/" aria-label="servanda, verdicts">servanda</a>
    <p class="case-name">${board.value?.title ?? ""}</p>
    ${!beginning.value && html`<nav aria-label="Views"><ul>
      ${NAV.map(([view, title]) => html`<li key=${view}><a href=${`/${view}`} aria-current=${here === view || (view === "" && here === "proposal") ? "page" : undefined}>${title}</a></li>`)}
    </ul></nav>
    <div class="deeds">
      <${Sharpness} />
      <button class="quiet" onClick=${undo} disabled=${!history.value.undo} title="Undo (Ctrl+Z)"><span aria-hidden="true">↶</span><span class="for-ears">Undo</span></button>
      <button class="quiet" onClick=${redo} disabled=${!history.value.redo} title="Redo (Ctrl+Shift+Z)"><span aria-hidden="true">↷</span><span class="for-ears">Redo</span></button>
    </div>`}
  </header>`;
}

function Sharpness() {
  const worlds = drawn.value;
  if (!worlds) return html`<span class="worlds"></span>`;
  if (moving.value) return html`<span class="worlds" title="While a range moves, verdicts are near what they are; they are exact once the hand rests">≈ while it moves</span>`;
  const next = asking.value > worlds || asking.value === 20000;
  return html`<span class=${`worlds${next ? " sharpening" : ""}`} title="Worlds behind the verdicts on screen; the more, the smaller their error">${worlds.toLocaleString("en")} worlds</span>`;
}

function Aside() {
  const said = notice.value;
  useEffect(() => {
    if (!said || said.bad) return undefined;
    const timer = setTimeout(() => { if (notice.peek() === said) notice.value = null; }, 6000);
    return () => clearTimeout(timer);
  }, [said]);
  return html`<div class="aside">
    <p class="for-ears" role="status" aria-live="polite" id="spoken">${spoken.value}</p>
    <div role="status" aria-live="polite">${said && html`<div class=${`notice${said.bad ? " bad" : ""}`}>
      <p>${said.text}${said.more ? html` <span class="more">${said.more}</span>` : ""}</p>
      ${said.deed && html`<button onClick=${() => { notice.value = null; said.deed.run(); }}>${said.deed.called}</button>`}
      <button class="quiet" onClick=${() => { notice.value = null; }}><span aria-hidden="true">×</span><span class="for-ears">Close</span></button>
    </div>`}</div>
  </div>`;
}

function View() {
  const { view } = address.value;
  const name = beginning.value ? "begin" : view;
  const Shown = loaded.value[name];
  const main = useRef(null);
  const came = useRef(false);
  useEffect(() => showVerdicts(name === "" || name === "proposal"), [name]);
  useEffect(() => {
    const known = VIEWS[name];
    if (known && !Shown) known.from().then((module) => { loaded.value = { ...loaded.peek(), [name]: module.default }; });
  }, [name]);
  useLayoutEffect(() => {
    document.title = `${board.value?.title ? `${board.value.title} · ` : ""}${VIEWS[name]?.title ?? "Nothing here"} · servanda`;
    // On a narrow screen the row of views is wider than it: the present one is brought into sight.
    document.querySelector("header nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
    if (!Shown) return;
    if (came.current) { main.current.querySelector("h1")?.focus(); scrollTo(0, 0); }
    came.current = true;
  }, [name, address.value.name, Boolean(Shown)]);
  if (!VIEWS[name]) return html`<main id="content" ref=${main}><h1 tabindex="-1">There is no such view</h1><p><a href="/">To the verdicts</a></p></main>`;
  return html`<main id="content" class=${`view-${name || "verdicts"}`} ref=${main}>
    ${failure.value && html`<${FaultNote} fault=${failure.value}><button onClick=${() => load()}>Try again</button></${FaultNote}>`}
    ${Shown ? html`<${Shown} address=${address.value} begun=${begun} />` : html`<${Waiting}>Opening …</${Waiting}>`}
  </main>`;
}

/** Where the folder has no case, whatever the address, begin one. */
effect(() => {
  if (nothingYet.value && !beginning.peek()) void read("/begin.json").then((it) => { beginning.value = it.empty; }, () => {});
});

/** A case has come to be: leave the beginning. */
async function begun() {
  await load();
  beginning.value = false;
  go("/");
}

function Page() {
  return html`<${Head} /><${View} /><${Aside} /><${WriteDialog} />`;
}

function keys(event) {
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z") return;
  const at = event.target;
  const typing = at.isContentEditable || at.tagName === "TEXTAREA" || (at.tagName === "INPUT" && at.type !== "range");
  if (typing || document.querySelector("dialog[open]")) return;
  event.preventDefault();
  void (event.shiftKey ? redo() : undo());
}

startRouting();
addEventListener("keydown", keys);
if (!beginning.peek()) void load();
followChanges();
place.replaceChildren();
render(html`<${Page} />`, place);
