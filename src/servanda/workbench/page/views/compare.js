// Two versions or scenarios beside each other, edit by edit, verdict by verdict.
import { html, useEffect, useSignal } from "../vendor/preact.js";
import { read } from "../server.js";
import { go } from "../address.js";
import { fileChanges, history, patch } from "../session.js";
import { Chip, ShareCell } from "../parts/share.js";
import { FaultNote, Waiting } from "../parts/small.js";
import { numbers } from "../what_if.js";
import { plural, range } from "../words.js";

const BUILT_IN = { case: "The case as written", now: "What stands on screen" };

export default function Compare({ address }) {
  const a = address.query.a || "case";
  const b = address.query.b || "now";
  const told = useSignal(null);
  const fault = useSignal(null);
  useEffect(() => {
    const abort = new AbortController();
    read("/compare.json", { a, b }, abort.signal).then((it) => { told.value = it; fault.value = null; }, (error) => { if (error.name !== "AbortError") { fault.value = error; told.value = null; } });
    return () => abort.abort();
  }, [a, b, fileChanges.value, patch.value]);
  const choices = (told.value?.choices ?? ["case", "now", ...history.value.scenarios]).map((each) => (typeof each === "string" ? { name: each, title: BUILT_IN[each] ?? each } : each));
  const side = (key, value) => html`<label>${key === "a" ? "From" : "To"} <select value=${value} onChange=${(event) => go(`/compare?${new URLSearchParams({ a, b, [key]: event.target.value })}`, true)}>
    ${choices.some((each) => each.name === value) ? "" : html`<option value=${value} selected>${value}</option>`}
    ${choices.map((each) => html`<option key=${each.name} value=${each.name} selected=${each.name === value}>${each.title ?? each.name}</option>`)}</select></label>`;
  const it = told.value;
  const label = (path, edit) => edit.label ?? numbers.value.get(path)?.label ?? path;
  // What a file says in percent is set beside an edit in percent.
  const ends = (value, other) => {
    if (value == null) return "–";
    if (!Array.isArray(value)) return String(value);
    const at = typeof other === "string" ? other.indexOf("%") : -1;
    return at < 0 ? range(value[0], value[1]) : range(100 * value[0], 100 * value[1]) + other.slice(at);
  };
  return html`<h1 tabindex="-1">Compare</h1>
    <div class="row compare-sides">${side("a", a)}${side("b", b)}<button onClick=${() => go(`/compare?${new URLSearchParams({ a: b, b: a })}`, true)}>Swap</button></div>
    ${fault.value && html`<${FaultNote} fault=${fault.value} />`}
    ${!it ? !fault.value && html`<${Waiting}>Assessing both …</${Waiting}>` : html`
    <section><h2>What differs</h2>
      ${it.edits.length === 0 ? html`<p>Nothing: the two say the same.</p>` : html`<p class="small">${plural(it.edits.length, "edit")}</p><div class="scroll" tabindex="0" role="region" aria-label="What differs, edit by edit"><table>
        <thead><tr><th scope="col">Number</th><th scope="col">From</th><th scope="col">To</th></tr></thead>
        <tbody>${it.edits.map((each) => html`<tr key=${each.path}><td>${label(each.path, each)}<span class="path">${each.path}</span></td><td>${ends(each.a, each.b)}</td><td><strong>${ends(each.b, each.a)}</strong></td></tr>`)}</tbody></table></div>`}
    </section>
    <section><h2>What became of the verdicts</h2>
      <table class="board compared" aria-label="Verdicts of both"><thead><tr><th scope="col">Proposal</th><th scope="col">Signed</th><th scope="col">Stops the fighting</th><th scope="col">Holds 5 years</th></tr></thead>
      <tbody>${it.verdicts.map((each) => { const now = each.b && { ...each.b, was: each.a }; const title = each.title ?? each.b?.title ?? each.a?.title ?? each.proposal; return html`<tr key=${each.proposal} class=${each.a && each.b && each.a.chip !== each.b.chip ? "flipped" : ""}>
        <th scope="row"><a class="title" href=${`/proposal/${each.proposal}`}>${title}</a>${now ? html`<${Chip} row=${now} />` : html`<span class="faint">only in the first</span>`}</th>
        <td data-label="Signed"><${ShareCell} share=${each.b?.signed} was=${each.a?.signed} /></td>
        <td data-label="Stops the fighting"><${ShareCell} share=${each.b?.stops} was=${each.a?.stops} tone="1" /></td>
        <td data-label="Holds 5 years"><${ShareCell} share=${each.b?.holds?.["5"]} was=${each.a?.holds?.["5"]} tone="3" /></td></tr>`; })}</tbody></table>
    </section>`}`;
}
