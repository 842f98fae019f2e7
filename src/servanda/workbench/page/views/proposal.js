// One proposal: who refuses and why, when it breaks, what would flip it, where it stands written.
import { html, useEffect, useRef, useSignal } from "../vendor/preact.js";
import { read } from "../server.js";
import { board, focus, order, patch, rowOf } from "../session.js";
import { Adopted } from "../parts/adopt.js";
import { Chip, ShareCell, ShareText, Weighed } from "../parts/share.js";
import { Basis, FaultNote, Quote, Waiting } from "../parts/small.js";
import { WhatIf } from "../what_if.js";
import { Consents } from "./verdicts.js";
import { percent, plural, spreadText } from "../words.js";

export default function Proposal({ address }) {
  const name = address.name;
  const told = useSignal(null);
  const fault = useSignal(null);
  const asked = useRef(""); // the proposal whose reasons were asked for, answered or not
  const row = rowOf(name).value;
  useEffect(() => {
    focus.value = name;
    return () => { focus.value = null; };
  }, [name]);
  // Reasons and drawings follow once the hand rests: each edit puts them off, though no share moves.
  useEffect(() => {
    const abort = new AbortController();
    const timer = setTimeout(() => {
      read(`/proposal/${encodeURIComponent(name)}.json`, {}, abort.signal).then(
        (said) => { told.value = said; fault.value = null; },
        (error) => { if (error.name !== "AbortError" && error.status !== 409) fault.value = error; },
      );
    }, asked.current === name ? 600 : 0);
    asked.current = name;
    return () => { clearTimeout(timer); abort.abort(); };
  }, [name, patch.value, row?.signed?.share, row?.verdict]);
  const said = told.value?.name === name ? told.value : null;
  const shown = row ?? said;
  const at = order.value.indexOf(name);
  const [before, after] = [order.value[at - 1], order.value[at + 1]];
  if (fault.value && !shown) return html`<h1 tabindex="-1">${name}</h1><${FaultNote} fault=${fault.value}><a href="/">To the verdicts</a></${FaultNote}>`;
  if (!shown) return html`<h1 tabindex="-1" class="for-ears">${name}</h1><${Waiting}>Assessing …</${Waiting}>`;
  return html`<div class="with-panel">
    <article class="first proposal">
      <p class="kicker"><a href="/">${board.value?.title ?? "Verdicts"}</a></p>
      <h1 tabindex="-1">${shown.title}</h1>
      ${(shown.summary || said?.summary) && html`<p class="summary">${shown.summary || said.summary}</p>`}
      <p class="verdict-line"><${Chip} row=${shown} />${shown.approximate && html`<span class="for-ears">approximate while a range moves</span>`}</p>
      <p class="sentence">${capital(shown.verdict)}.</p>
      <a class="button to-panel" href="#what-if-title">What if …</a>
      <div class=${shown.approximate ? "tiles near" : "tiles"}>
        <div class="tile"><h2>Signed</h2><${ShareCell} share=${shown.signed} was=${shown.was?.signed} /><${Weighed} name=${name} /></div>
        <div class="tile"><h2>Stops the fighting</h2><${ShareCell} share=${shown.stops} was=${shown.was?.stops} tone="1" /></div>
        ${["1", "5", "10"].map((year) => html`<div class="tile" key=${year}><h2>Holds ${year} ${year === "1" ? "year" : "years"}</h2><${ShareCell} share=${shown.holds[year]} was=${shown.was?.holds?.[year]} tone="3" /></div>`)}
        <div class="tile"><h2>The war</h2><p class="war">${shown.war?.words ?? "is being followed …"}</p>
          ${shown.war?.months_without && html`<p class="below">without the offer ${spreadText(shown.war.months_without, "months")}${shown.war.months_with ? `; with it ${spreadText(shown.war.months_with, "months")}` : ""}</p>`}</div>
      </div>
      ${kindRate(shown)}
      <section><h2>Who refuses, and why</h2>
        <div class=${shown.approximate ? "consents-wide near" : "consents-wide"}><${Consents} row=${shown} most="9" /></div>
        ${!said ? html`<${Waiting}>Asking for reasons …</${Waiting}>` : html`<${Refusals} said=${said} />`}
      </section>
      ${said && html`<${Curve} said=${said} />
      ${said.robust && html`<section><h2>On trial</h2><${OnTrial} robust=${said.robust} /></section>`}
      <section><h2>What would flip it</h2><${Linchpins} said=${said} name=${name} /></section>
      <section><h2>In public</h2><${InPublic} row=${shown} titles=${titlesOf(said)} /><p class="small"><a href=${`/evidence?answer=${encodeURIComponent(name)}`}>Add a public answer from a source</a></p></section>
      <section><h2>Sources</h2>${said.sources?.length ? html`<ul class="sources">${once(said.sources).map((each, index) => html`<li key=${index}>${each.quote ? html`<${Quote} quote=${each.quote} source=${each.id || each.source} title=${each.title} start=${each.start} />` : html`<a href=${`/evidence?source=${encodeURIComponent(each.id || each.source)}`}>${each.title}</a>`}</li>`)}</ul>` : html`<p class="faint">The proposal cites no source.</p>`}</section>`}
      <nav class="beside" aria-label="Other proposals">
        ${before && html`<a href=${`/proposal/${before}`}>← ${rowOf(before).value?.title}</a>`}
        ${after && html`<a class="after" href=${`/proposal/${after}`}>${rowOf(after).value?.title} →</a>`}
      </nav>
    </article>
    <${WhatIf} proposal=${name} />
  </div>`;
}

const capital = (text) => (text ? text[0].toUpperCase() + text.slice(1).replace(/\.$/, "") : "");

function kindRate(row) {
  const five = row.kind_rate?.["5"] ?? row.kind_rate?.[5];
  if (!five) return null;
  const own = row.holds_shrunk;
  const shrunk = own && ` Shrunk to that rate, this one's chance once signed is ${percent(own.share)} (${percent(own.low)} to ${percent(own.high)})${own.shown ? "" : "; nothing known was shown to beat the rate itself"}.`;
  return html`<p class="small kind-rate">Of past papers of its kind, ${percent(five.share ?? five.median)} (${percent(five.low)} to ${percent(five.high)}) held five years${five.papers ? `: ${plural(five.papers, "paper")}` : ""}.${shrunk}</p>`;
}

function Refusals({ said }) {
  if (!said.refusals?.length) return html`<p>No one refuses in more than a few worlds.</p>`;
  return html`<ul class="refusals">${said.refusals.map((each, index) => html`<li key=${index}>
    <p><strong>${each.name ?? each.actor}</strong> refuses${each.share ? html` in <${ShareText} share=${each.share} words=${false} /> of worlds` : ""}${each.alone?.share > 0.005 ? html`, alone in <${ShareText} share=${each.alone} words=${false} />` : ""}.</p>
    ${each.condition && html`<p>${capital(each.condition)}.</p>`}
    ${each.why?.length > 0 && html`<p>${[each.why].flat().join(" ")}</p>`}
    ${each.assumptions?.length > 0 && html`<details class="rests" open=${index === 0}><summary>What that rests on</summary><ul>${each.assumptions.map((one, at) => html`<li key=${at}><span>${one.label}</span> ${one.basis && html`<${Basis} basis=${one.basis} />`}
      ${one.quote ? html`<${Quote} quote=${one.quote} source=${one.source} title=${one.source_title} />` : one.why ? html`<span class="below">${one.why}</span>` : ""}</li>`)}</ul></details>`}
  </li>`)}</ul>`;
}

function Curve({ said }) {
  const { hold_curve: curve, drawings = {} } = said;
  const picture = curve?.svg || drawings.hold;
  return html`<section><h2>When it breaks, and by whom</h2>
    ${picture && html`<figure class="scroll" tabindex="0" role="region" aria-label="How long it holds, drawn"><${Adopted} markup=${picture} class="drawing" /></figure>`}
    ${Object.entries(drawings).filter(([key]) => key !== "hold").map(([key, svg]) => html`<figure key=${key} class="scroll" tabindex="0" role="region" aria-label=${`Drawing: ${key}`}><${Adopted} markup=${svg} class="drawing" /></figure>`)}
    ${curve?.years?.length ? html`<details class="data" open=${!picture}><summary>The same as a table</summary><div class="scroll" tabindex="0" role="region" aria-label="Chance that it still holds, by year"><table>
      <thead><tr><th scope="col">Years</th><th scope="col">Still holds</th>${Object.keys(curve.by_breaker ?? {}).map((party) => html`<th scope="col" key=${party}>${party} has broken it</th>`)}</tr></thead>
      <tbody>${curve.years.map((year, index) => html`<tr key=${year}><td>${year}</td><td>${share(curve.total[index])}</td>${Object.entries(curve.by_breaker ?? {}).map(([party, list]) => html`<td key=${party}>${share(list[index])}</td>`)}</tr>`)}</tbody>
    </table></div></details>` : html`<p class="faint">Too few worlds sign it to say when it would break.</p>`}
  </section>`;
}

const share = (value) => (value == null ? "–" : `${(100 * value).toFixed(0)}%`);

/** What the verdict survives, trial by trial, and what it rests on. */
function OnTrial({ robust }) {
  return html`<p>${capital(robust.sentence)}.</p><ul class="trials">${Object.entries(robust.trials ?? {}).map(([name, each]) => html`<li key=${name}><span class="who">${capital(name)}</span> ${!each.tried ? html`<span class="faint">nothing to try</span>` : each.survives ? "survives" : html`<strong>does not survive</strong>`}${each.says ? html`<span class="below">${capital(each.says)}</span>` : ""}</li>`)}</ul>`;
}

function Linchpins({ said, name }) {
  const found = said.linchpins;
  if (found?.length) return html`<ul>${found.map((each, index) => html`<li key=${index}>${each.says ?? each.label ?? each}${each.indicator ? html`<span class="below">Watch: ${each.indicator}</span>` : ""}</li>`)}</ul>`;
  if (found) return html`<p>No single number flips it inside its range.</p>`;
  return html`<p>Not explored yet. <a href=${`/explore?question=linchpins&proposal=${encodeURIComponent(name)}`}>Look for the number that flips it</a></p>`;
}

function InPublic({ row, titles }) {
  if (!row.said?.length) return html`<p class="faint">No public answer is in the case.</p>`;
  return html`<ul class="in-public">${row.said.map((each, index) => html`<li key=${index}><p>${each.sentence ?? `${each.name ?? each.actor}: ${each.act}${each.date ? ` (${each.date})` : ""}`}</p>${each.quote ? html`<${Quote} quote=${each.quote} source=${each.source} title=${titles.get(each.source) ?? each.source} />` : ""}</li>`)}</ul>`;
}

const titlesOf = (said) => new Map((said.sources ?? []).map((each) => [each.id, each.title]));

/** Each sentence once, however often it is cited. */
const once = (sources) => [...new Map((sources ?? []).map((each) => [`${each.id} ${each.quote}`, each])).values()];
