// Statements, events, phases, expiries and agreements on one axis; the same as a table.
import { html, useEffect, useRef, useSignal } from "../vendor/preact.js";
import { read } from "../server.js";
import { board, fileChanges, rowOf } from "../session.js";
import { FaultNote, Waiting } from "../parts/small.js";

const KINDS = [["agreement", "Agreements"], ["event", "Events"], ["statement", "Statements"], ["phase", "Phases"], ["expiry", "Expiries"]];
const LANE = 46, LEFT = 96, RIGHT = 24, TOP = 14;
const years = (date) => { const [y, m = 1, d = 1] = String(date).split("-").map(Number); return y + (m - 1) / 12 + (d - 1) / 365; };

export default function Time() {
  const told = useSignal(null);
  const fault = useSignal(null);
  const kind = useSignal("");
  const width = useSignal(900);
  const place = useRef(null);
  useEffect(() => { read("/time.json").then((it) => { told.value = it; }, (error) => { fault.value = error; }); }, [fileChanges.value]);
  useEffect(() => {
    if (!place.current) return undefined;
    const watcher = new ResizeObserver(([entry]) => { width.value = Math.max(320, Math.round(entry.contentRect.width)); });
    watcher.observe(place.current);
    return () => watcher.disconnect();
  }, [Boolean(told.value)]);
  const events = (told.value?.events ?? []).filter((each) => each.date).sort((a, b) => (a.date < b.date ? -1 : 1));
  const shown = events.filter((each) => !kind.value || each.kind === kind.value);
  return html`<h1 tabindex="-1">Time</h1>
    <p class="summary">What was said, what happened, what a proposal foresees, and what was once agreed, on one axis; years near the present get more room.</p>
    ${fault.value && html`<${FaultNote} fault=${fault.value} />`}
    ${!told.value ? !fault.value && html`<${Waiting}>Putting it in order …</${Waiting}>` : html`
      <div ref=${place} class="axis-place">${events.length > 0 && html`<${Axis} events=${events} width=${width.value} now=${told.value.as_of ?? board.value?.known_as_of} />`}</div>
      <div class="row filter-row" role="group" aria-label="Show in the table">${[["", "All"], ...KINDS.filter(([key]) => events.some((each) => each.kind === key))].map(([key, title]) => html`<button key=${key} aria-pressed=${kind.value === key} onClick=${() => { kind.value = key; }}>${title}</button>`)}</div>
      <div class="scroll" tabindex="0" role="region" aria-label="Everything with a date"><table class="times">
        <thead><tr><th scope="col">Date</th><th scope="col">Kind</th><th scope="col">What</th><th scope="col">Of</th></tr></thead>
        <tbody>${shown.map((each, index) => html`<tr key=${index}><td class="when">${each.date}${each.until ? ` to ${each.until}` : ""}</td><td>${each.kind}</td><td>${each.label}</td>
          <td>${each.proposal ? html`<a href=${`/proposal/${each.proposal}`}>${rowOf(each.proposal).value?.title ?? each.proposal}</a>` : each.source ? html`<a href=${`/evidence?source=${encodeURIComponent(each.source)}`}>${each.source_title ?? each.source}</a>` : ""}</td></tr>`)}</tbody>
      </table></div>`}`;
}

function Axis({ events, width, now }) {
  const lanes = KINDS.filter(([key]) => events.some((each) => each.kind === key));
  const from = Math.min(...events.map((each) => years(each.date)));
  const to = Math.max(...events.map((each) => years(each.until || each.date)));
  const today = now ? years(now) : null;
  // The years around the present get more room: an agreement of 1994 must not squeeze this summer.
  const pivot = today ?? to;
  const bend = (year) => Math.sign(year - pivot) * Math.log1p(Math.abs(year - pivot) / 0.6);
  const [a, b] = [bend(from - 0.2), bend(to + 0.3)];
  const left = width < 560 ? 12 : LEFT;
  const x = (year) => left + ((bend(year) - a) / (b - a || 1)) * (width - left - RIGHT);
  const height = TOP + lanes.length * LANE + 26;
  const ticks = [];
  const wanted = [...Array(Math.ceil(to) - Math.floor(from) + 1).keys()].map((index) => Math.floor(from) + index);
  for (const year of wanted.sort((p, q) => Math.abs(p - pivot) - Math.abs(q - pivot))) {
    if (year < from - 0.3 || year > to + 0.4) continue;
    if (ticks.every((each) => Math.abs(x(each) - x(year)) > 40)) ticks.push(year);
  }
  return html`<svg class="axis-drawing" width=${width} height=${height} viewBox=${`0 0 ${width} ${height}`} role="img" aria-label=${`${events.length} dated things from ${events[0].date} to ${events.at(-1).date}; the table below says the same`}>
    ${ticks.map((year) => html`<g key=${year}><line class="grid" x1=${x(year)} x2=${x(year)} y1=${TOP - 6} y2=${height - 22} /><text class="tick" x=${x(year)} y=${height - 6} text-anchor="middle">${year}</text></g>`)}
    ${today && html`<line class="today" x1=${x(today)} x2=${x(today)} y1=${TOP - 6} y2=${height - 22} />`}
    ${lanes.map(([key, title], lane) => {
      const y = TOP + lane * LANE + LANE / 2;
      return html`<g key=${key} class=${`lane ${key}`}><text class="lane-name" x=${left === 12 ? 12 : 0} y=${left === 12 ? y - 13 : y + 4}>${title}</text><line class="grid" x1=${left} x2=${width - RIGHT} y1=${y} y2=${y} />
        ${events.filter((each) => each.kind === key).map((each, index) => { const px = x(years(each.date)); return each.until
          ? html`<line key=${index} class="span" x1=${px} x2=${Math.max(x(years(each.until)), px + 3)} y1=${y} y2=${y}><title>${each.date} to ${each.until}: ${each.label}</title></line>`
          : html`<circle key=${index} class="point" cx=${px} cy=${y} r="5"><title>${each.date}: ${each.label}</title></circle>`; })}</g>`;
    })}
  </svg>`;
}
