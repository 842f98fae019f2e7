// Proposals side by side; beside them, every uncertain number to take hold of.
import { html, useEffect, useRef } from "../vendor/preact.js";
import { board, edited, inSight, order, rowOf } from "../session.js";
import { Chip, moved, ShareCell, Strip, Weighed } from "../parts/share.js";
import { Gaps } from "../parts/gaps.js";
import { Waiting } from "../parts/small.js";
import { WhatIf } from "../what_if.js";
import { ACTS, percent, tooFew, whyNone } from "../words.js";

export default function Verdicts() {
  const said = board.value;
  if (!said) return html`<h1 tabindex="-1" class="for-ears">Verdicts</h1><${Waiting}>Drawing the first 500 worlds … The models are compiled once for this machine; that can take a minute.</${Waiting}>`;
  return html`<div class="with-panel">
    <div class="first">
      <div class="lead">
        <h1 tabindex="-1">${said.title}</h1>
        ${said.summary && html`<p class="summary">${said.summary}</p>`}
        <p class="facts">As of ${said.as_of || said.known_as_of} · ${order.value.length} ${order.value.length === 1 ? "proposal" : "proposals"} · seed ${said.seed}${edited.value.length ? html` · <strong>${edited.value.length} ${edited.value.length === 1 ? "number" : "numbers"} changed</strong>` : ""}</p>
        <${Remarks} said=${said} />
        ${order.value.length > 0 && html`<a class="button to-panel" href="#what-if-title">What if …</a>`}
      </div>
      ${order.value.length === 0 ? html`<${Gaps} />` : html`<${Table} />`}
      <p class="caption" hidden=${order.value.length === 0}>Shares of worlds, ± two standard errors in percentage points. “Holds” is among the worlds that sign. “Weighed by answers and events”: each world counts by how likely it makes what parties answered in public and what has happened; worked out once the hand rests. A ring on a strip marks where the share stood before the change. While a range moves, ≈ stands before figures that are near what they will be; exact ones follow once the hand rests.</p>
    </div>
    ${order.value.length > 0 && html`<${WhatIf} />`}
  </div>`;
}

function Remarks({ said }) {
  const list = [...(said.front_too_fast ? [said.front_too_fast] : []), ...(said.faults ?? [])];
  if (!list.length) return null;
  return html`<ul class="remarks">${list.map((each, index) => html`<li key=${index}>${typeof each === "string" ? each : `${each.message}${each.what_to_do ? `; ${each.what_to_do}` : ""}`}</li>`)}</ul>`;
}

const HEADS = ["Proposal", "Signed", "Who consents", "Stops the fighting", "Holds 1, 5, 10 years", "What tabling it does to the war"];

function Table() {
  const table = useRef(null);
  const names = order.value;
  useEffect(() => {
    const observer = new IntersectionObserver((seen) => seen.forEach((each) => {
      if (each.isIntersecting) inSight.add(each.target.dataset.proposal);
      else inSight.delete(each.target.dataset.proposal);
    }));
    for (const row of table.current.tBodies[0].rows) observer.observe(row);
    return () => { observer.disconnect(); inSight.clear(); };
  }, [names]);
  return html`<table class="board" ref=${table} aria-label="Verdicts, proposal by proposal">
    <thead><tr>${HEADS.map((head) => html`<th scope="col" key=${head}>${head}</th>`)}</tr></thead>
    <tbody>${order.value.map((name) => html`<${Row} key=${name} name=${name} />`)}</tbody>
  </table>`;
}

function Row({ name }) {
  const row = rowOf(name).value;
  if (!row) return null;
  const was = row.was;
  const flipped = was && was.chip !== row.chip;
  const marks = [flipped && "flipped", row.approximate && "near", row.before && "of-before"].filter(Boolean);
  return html`<tr class=${marks.join(" ")} data-proposal=${name}>
    <th scope="row"><a class="title" href=${`/proposal/${name}`}>${row.title}</a><${Chip} row=${row} />${row.approximate && html`<span class="for-ears">approximate while a range moves</span>`}${row.before && html`<span class="for-ears">as of before the last movement</span>`}</th>
    <td data-label="Signed"><${ShareCell} share=${row.signed} was=${was?.signed} /><${Weighed} name=${name} /></td>
    <td data-label="Who consents"><${Consents} row=${row} /></td>
    <td data-label="Stops the fighting"><${ShareCell} share=${row.stops} was=${was?.stops} tone="1" /></td>
    <td data-label="Holds"><${Holds} row=${row} /></td>
    <td data-label="The war" class="war"><${War} war=${row.war} was=${was?.war} /></td>
  </tr>`;
}

/** Who must sign, how often each does, and what it has said in public. */
export function Consents({ row, most = 3 }) {
  const said = new Map((row.said ?? []).map((each) => [each.actor, each]));
  // Of many, those who have spoken first, then those who consent least.
  const rank = (each) => (said.has(each.actor) ? -1 : each.share ?? 1);
  const shown = row.consents.length > most ? [...row.consents].sort((a, b) => rank(a) - rank(b)).slice(0, most) : row.consents;
  const before = new Map((row.was?.consents ?? []).map((each) => [each.actor, each]));
  const others = (row.said ?? []).filter((each) => !shown.some((one) => one.actor === each.actor));
  return html`<ul class="consents">
    ${shown.map((each) => {
      const words = said.get(each.actor);
      const was = before.get(each.actor);
      return html`<li key=${each.actor}>
        <span class="who">${each.name}</span>
        <span class="pc">${moved(each, was) && html`<s class="was">${percent(was.share)}</s> `}${each.share == null ? "–" : html`<span class=${each.exact ? "share-now as-is" : "share-now"}>${percent(each.share)}</span>`}</span>
        <${Strip} share=${each} was=${was} tone="2" />
        ${words && html`<span class=${`said ${words.agrees === false ? "against" : ""}`} title=${words.sentence ?? ""}>in public ${ACTS[words.act] ?? words.act}</span>`}
      </li>`;
    })}
    ${row.consents.length > most && html`<li class="faint">and ${row.consents.length - most} more</li>`}
    ${others.slice(0, 2).map((each) => html`<li key=${each.actor} class="only-said"><span class="said">${each.name} in public ${ACTS[each.act] ?? each.act}</span></li>`)}
  </ul>`;
}

function Holds({ row }) {
  const years = Object.keys(row.holds);
  const first = row.holds[years[0]];
  if (tooFew(first)) return html`<span class="figure none">–</span><span class="below">${whyNone(first)}</span>`;
  return html`<ul class="holds">${years.map((year) => {
    const share = row.holds[year];
    const was = row.was?.holds?.[year];
    return html`<li key=${year}><span class="who">${year} y</span><span class="pc">${moved(share, was) && html`<s class="was">${percent(was.share)}</s> `}${share?.share == null ? "–" : html`<span class="share-now">${percent(share.share)}</span>`}</span><${Strip} share=${share} was=${was} tone="3" /></li>`;
  })}</ul>`;
}

function War({ war, was }) {
  if (!war) return html`<span class="faint">…</span>`;
  const changed = was?.words && !war.stale && was.words !== war.words;
  return html`<span class=${war.stale ? "stale" : ""}>${war.words}</span>${changed && html`<span class="below">before: ${was.words.replace(/^tabling it /, "")}</span>`}`;
}
