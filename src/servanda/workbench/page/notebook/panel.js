// The panel of a notebook: the verdicts and the ranges of the workbench, in a place of their own.
import { html, render, useEffect } from "../vendor/preact.js";
import { connect } from "../server.js";
import { notice, spoken } from "../notices.js";
import { asking, drawn, failure, followChanges, history, load, redo, showVerdicts, undo } from "../session.js";
import { FaultNote } from "../parts/small.js";
import Verdicts from "../views/verdicts.js";

function Panel() {
  const worlds = drawn.value;
  return html`<div class="panel-deeds">
      ${worlds > 0 && html`<span class=${`worlds${asking.value > worlds ? " sharpening" : ""}`}>${worlds.toLocaleString("en")} worlds</span>`}
      <button class="quiet" onClick=${undo} disabled=${!history.value.undo}>↶ Undo</button>
      <button class="quiet" onClick=${redo} disabled=${!history.value.redo}>↷ Redo</button>
    </div>
    ${failure.value && html`<${FaultNote} fault=${failure.value}><button onClick=${() => load()}>Try again</button></${FaultNote}>`}
    <${Verdicts} />
    <p class="for-ears" role="status" aria-live="polite">${spoken.value}</p>
    <${Said} />`;
}

function Said() {
  const said = notice.value;
  useEffect(() => {
    if (!said || said.bad) return undefined;
    const timer = setTimeout(() => { if (notice.peek() === said) notice.value = null; }, 8000);
    return () => clearTimeout(timer);
  }, [said]);
  return html`<div role="status" aria-live="polite">${said && html`<div class=${`notice${said.bad ? " bad" : ""}`}><p>${said.text}${said.more ? html` <span class="more">${said.more}</span>` : ""}</p></div>`}</div>`;
}

/** Draw the panel into a place, on a widget's model; returns what takes it down. */
export function start(place, model) {
  const letGo = connect(model);
  const unfollow = followChanges();
  // Addresses of the workbench lead nowhere in a notebook; one of the panel itself is scrolled to.
  const clicked = (event) => {
    const to = event.target.closest?.("a[href]")?.getAttribute("href") ?? "";
    if (!/^[/#]/.test(to)) return;
    event.preventDefault();
    if (to.startsWith("#")) place.querySelector(to)?.scrollIntoView({ block: "nearest" });
  };
  place.addEventListener("click", clicked);
  render(html`<${Panel} />`, place);
  void load();
  return () => {
    showVerdicts(false);
    render(null, place);
    place.removeEventListener("click", clicked);
    unfollow();
    letGo();
  };
}
