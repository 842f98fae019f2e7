// The "what if" panel: every uncertain number as a strip with two handles, the most telling first.
import { computed, html, signal, useComputed, useEffect, useMemo, useSignal } from "./vendor/preact.js";
import { read } from "./server.js";
import {
  board, dropScenario, edit, edited, editAll, beginGesture, fileChanges, history, keepScenario, openScenario, order,
  patch, redo, rowOf, undo,
} from "./session.js";
import { Handles } from "./parts/handles.js";
import { Basis, FaultNote, Quote, Waiting } from "./parts/small.js";
import { plural, range as ranged, shareText, slug } from "./words.js";
import { bases, openWriting } from "./write.js";

const FIRST = 12;

export const numbers = signal(new Map()); // path → number, of every list read so far

/** Read the numbers that matter for a proposal, or for all where none is named. */
export function useNumbers(proposal) {
  const list = useSignal(null);
  const fault = useSignal(null);
  useEffect(() => {
    const abort = new AbortController();
    read("/numbers.json", { proposal }, abort.signal).then(
      (said) => {
        list.value = said.numbers;
        fault.value = null;
        numbers.value = new Map([...numbers.peek(), ...said.numbers.map((each) => [each.path, each])]);
      },
      (error) => { if (error.name !== "AbortError") fault.value = error; },
    );
    return () => abort.abort();
  }, [proposal, fileChanges.value]);
  return { list, fault };
}

export function WhatIf({ proposal }) {
  const { list, fault } = useNumbers(proposal);
  const sought = useSignal("");
  const most = useSignal(FIRST);
  const found = useMemo(() => {
    const words = sought.value.toLowerCase().split(/\s+/).filter(Boolean);
    return (list.value ?? []).filter((each) => words.every((word) => `${each.label} ${each.path} ${each.group ?? ""}`.toLowerCase().includes(word)));
  }, [list.value, sought.value]);
  const strongest = Math.max(0, ...(list.value ?? []).map((each) => each.influence ?? 0));
  // What is changed stays in sight, wherever it stands in the order.
  const shown = found.filter((each, index) => index < most.value || each.path in patch.value);
  return html`<section class="what-if" aria-labelledby="what-if-title">
    <div class="what-if-head">
      <h2 id="what-if-title">What if</h2>
      <p class="small">Take hold of an end of a range; every verdict follows. The numbers that move ${proposal ? "this verdict" : "the verdicts"} most stand first.</p>
      <${Changed} />
      <label class="search"><span class="for-ears">Find a number</span>
        <input type="search" placeholder="Find a number, such as “cost russia”" value=${sought.value} onInput=${(event) => { sought.value = event.target.value; most.value = FIRST; }} /></label>
    </div>
    ${fault.value && html`<${FaultNote} fault=${fault.value} />`}
    ${list.value === null && !fault.value && html`<${Waiting}>Reading the numbers of the case …</${Waiting}>`}
    <ol class="numbers">${shown.map((each) => html`<${NumberItem} key=${each.path} number=${each} most=${strongest} />`)}</ol>
    ${found.length === 0 && list.value && html`<p class="faint">No number is called so.</p>`}
    ${found.length > most.value && html`<button class="more" onClick=${() => { most.value += 24; }}>Show more (${plural(found.length - most.value, "further number")})</button>`}
    <${Ribbon} proposal=${proposal} />
  </section>`;
}

/** What stands against the case: kept, written, or taken back as a whole. */
function Changed() {
  const count = edited.value.length;
  const { scenario, scenarios } = history.value;
  const name = useSignal("");
  const naming = useSignal(false);
  const keep = (event) => {
    event.preventDefault();
    if (!name.value.trim()) return;
    void keepScenario(name.value.trim());
    name.value = "";
    naming.value = false;
  };
  return html`<div class="changed">
    ${count > 0 && html`<div class="changed-deeds">
      <span class="count">${plural(count, "number")} changed</span>
      <button class="main" onClick=${() => openWriting()}>Write into the case …</button>
      <button onClick=${() => { naming.value = !naming.value; }} aria-expanded=${naming.value}>Keep as a scenario</button>
      <button onClick=${() => editAll({})}>Take all back</button>
    </div>`}
    ${count > 0 && naming.value && html`<form class="keep" onSubmit=${keep}>
      <label>Name of the scenario <input name="scenario" maxlength="80" required autocomplete="off" value=${name.value} onInput=${(event) => { name.value = event.target.value; }} ref=${(field) => field?.focus()} /></label>
      <button class="main" type="submit">Keep</button>
    </form>`}
    ${scenarios.length > 0 && html`<div class="scenarios" role="group" aria-label="Scenarios">
      <button aria-pressed=${!scenario && !count} onClick=${() => editAll({})}>As written</button>
      ${scenarios.map((each) => html`<span class="scenario" key=${each}>
        <button aria-pressed=${each === scenario} onClick=${() => openScenario(each)}>${each}</button>
        <button class="quiet" aria-label=${`Drop the scenario ${each}`} onClick=${() => dropScenario(each)}>×</button>
      </span>`)}
      <a class="small" href=${`/compare?a=case&b=${encodeURIComponent(scenario || "now")}`}>Compare</a>
    </div>`}
  </div>`;
}

/** One number: its name, its range as a strip, its basis, words and base rates to pick from. */
export function NumberItem({ number, most = 0 }) {
  const here = useComputed(() => patch.value[number.path]).value;
  const range = here ?? [number.low, number.high];
  const moved = (next, moment) =>
    edit(number.path, next[0] === number.low && next[1] === number.high ? null : next, moment);
  const fixed = number.editable === false || !Number.isFinite(number.low);
  const word = number.words?.find((each) => each.low === range[0] && each.high === range[1])?.word;
  return html`<li class=${`number${here ? " is-changed" : ""}`} data-path=${number.path}>
    <div class="number-head">
      <span class="number-label">${number.label}</span>
      ${here && html`<button class="quiet back" onClick=${() => { beginGesture(); edit(number.path, null); }} aria-label=${`Back to what the case says: ${number.label}`} title="Back to what the case says">↺</button>`}
    </div>
    ${fixed
      ? html`<p class="value"><code>${number.plain}</code> <span class="faint">${number.why_not}</span></p>`
      : html`<${Handles} number=${number} range=${range} onMove=${moved} />
        <p class="value">${here ? html`<s class="was"><span class="for-ears">in the case </span>${ranged(number.low, number.high)}</s> <span class="arrow" aria-hidden="true">→</span> <strong>${ranged(range[0], range[1], number.unit)}</strong>` : html`<span>${ranged(range[0], range[1], number.unit)}</span>`}${word ? html` <span class="faint">${word}</span>` : ""}<span class="value-basis"><${Basis} basis=${number.basis} />${number.influence > 0 && most > 0 ? html`<span class="influence" title="How much it moves what is on screen, beside the number that moves it most"><i style=${{ width: `${(100 * number.influence) / most}%` }}></i></span>` : ""}</span></p>`}
    <details class="ground"><summary>Basis${number.words?.length || number.base_rates?.length ? ", words and base rates" : ""}<span class="for-ears"> of ${number.label}</span></summary>
      ${(number.in_words || number.where_in_words) && html`<p class="small">${[number.where_in_words, number.in_words].filter(Boolean).join(": ")}</p>`}
      <p class="path">${number.path}</p>
      ${number.quote && html`<${Quote} quote=${number.quote} source=${number.source_id || number.source} title=${number.source_title || number.source} start=${number.start} />`}
      ${(number.why || number.note) && html`<p class="small">${number.by ? `${number.by}: ` : ""}${number.why || number.note}</p>`}
      ${number.watch && html`<p class="small">Watch: ${number.watch}</p>`}
      ${!fixed && html`<${Exact} number=${number} range=${range} onMove=${moved} />`}
      ${!fixed && number.words?.length > 0 && html`<${Words} number=${number} range=${range} onMove=${moved} />`}
      ${!fixed && number.base_rates?.length > 0 && html`<ul class="rates">${number.base_rates.map((each) => html`<li key=${each.name}><button onClick=${() => { beginGesture(); edit(number.path, [each.low, each.high]); bases.set(number.path, { kind: "base_rate", base_rate: each.name }); }}>${each.name.replaceAll("_", " ")}: ${ranged(each.low, each.high)}</button> <span class="below">${[each.meaning, each.citation || each.standing].filter(Boolean).join(" ")}</span></li>`)}</ul>`}
      <p class="small"><a href=${`/evidence?cite=${encodeURIComponent(number.path)}${number.source ? `&source=${encodeURIComponent(number.source_id || number.source)}` : ""}`}>Cite a sentence for it</a></p>
    </details>
  </li>`;
}

/** The ends as figures, for who wants them to the digit. */
function Exact({ number, range, onMove }) {
  const set = (end) => (event) => {
    const value = Number(event.target.value);
    if (event.target.value === "" || !Number.isFinite(value)) return;
    const bounded = Math.min(Math.max(value, number.at_least ?? -Infinity), number.at_most ?? Infinity);
    beginGesture();
    onMove(end === 0 ? [bounded, Math.max(bounded, range[1])] : [Math.min(bounded, range[0]), bounded]);
  };
  const field = (end, called) => html`<label>${called} <input type="number" step="any" min=${number.at_least ?? undefined} max=${number.at_most ?? undefined} value=${range[end]} aria-label=${`${called}, as a figure: ${number.label}`} onChange=${set(end)} /></label>`;
  return html`<div class="exact">${field(0, "from")} ${field(1, "to")}${number.unit && number.unit !== "share" ? html` <span class="faint">${number.unit}</span>` : ""}</div>`;
}

function Words({ number, range, onMove }) {
  return html`<div class="words" role="group" aria-label=${`Words for ${number.label}`}>
    ${number.words.map((each) => html`<button key=${each.word} aria-pressed=${each.low === range[0] && each.high === range[1]} title=${ranged(each.low, each.high)} onClick=${() => { beginGesture(); onMove([each.low, each.high]); }}>${each.word}</button>`)}
  </div>`;
}

const effects = computed(() => order.value.map((name) => rowOf(name).value).filter((row) => row?.was && row.was.chip !== row.chip));

/** On a small screen, where the verdicts are out of sight: which of them the hand has changed. */
function Ribbon({ proposal }) {
  if (!edited.value.length || !board.value) return null;
  const rows = order.value.map((name) => rowOf(name).value).filter((row) => row?.was);
  const most = rows.map((row) => ({ row, by: (row.signed?.share ?? 0) - (row.was.signed?.share ?? 0) })).sort((a, b) => Math.abs(b.by) - Math.abs(a.by));
  const changed = effects.value;
  const all = changed.length ? changed : most.slice(0, 1).map((each) => each.row);
  const here = rows.find((row) => row.name === proposal);
  const told = here ? [here, ...all.filter((row) => row !== here)] : all;
  return html`<div class="ribbon" role="group" aria-label="What has changed">
    <ul>${told.slice(0, 2).map((row) => html`<li key=${row.name}><a href=${`/proposal/${row.name}`}>${row.title}</a><span class="ribbon-verdict">${row.was.chip !== row.chip && html`<span class=${`verdict old ${slug(row.was.chip)}`}><s>${row.was.chip}</s></span> `}<span class=${`verdict ${slug(row.chip)}`}>${row.chip}</span> <span class="pc">${row.approximate ? "≈" : ""}${shareText(row.signed)} signed</span></span></li>`)}</ul>
    <div class="ribbon-deeds"><button onClick=${undo} disabled=${!history.value.undo}>Undo</button><button onClick=${redo} disabled=${!history.value.redo}>Redo</button><a href="/" class="to-top">${told.length > 2 ? `${told.length - 2} more` : "All verdicts"}</a></div>
  </div>`;
}
