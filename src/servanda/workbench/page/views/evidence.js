// What was read: sources, the article with statements marked in it, decisions, sentences to cite.
import { html, useEffect, useMemo, useRef, useSignal } from "../vendor/preact.js";
import { read, send } from "../server.js";
import { go } from "../address.js";
import { notice } from "../notices.js";
import { evidenceChanges, fileChanges } from "../session.js";
import { FaultNote, Waiting } from "../parts/small.js";
import { plural } from "../words.js";
import { Article } from "../parts/article.js";
import { Cite } from "../parts/cite.js";

const DECISIONS = { a: "accept", c: "correct", r: "reject" };
const SAID = { accept: "accepted", correct: "corrected", reject: "rejected" };
const deciding = new Map(); // of one statement, decisions reach the file in the order in which they were made
const FILTERS = ["actor", "issue", "act"];

/** accept, correct or reject; null where nothing was decided. */
const decisionOf = (statement) => Object.keys(SAID).find((each) => statement.decision?.startsWith?.(each)) ?? null;
const decided = (statement) => decisionOf(statement) !== null;

/** The address with some of its query changed. */
function withQuery(query, change) {
  const next = Object.entries({ ...query, ...change }).filter(([, value]) => value);
  return `/evidence${next.length ? `?${new URLSearchParams(next)}` : ""}`;
}

export default function Evidence({ address }) {
  const { query } = address;
  const found = useSignal(null);
  const fault = useSignal(null);
  const current = useSignal(null); // id of the statement that keys decide on
  const correcting = useSignal(null);
  const filter = FILTERS.map((key) => query[key] ?? "").join("|") + (query.since ?? "") + (query.until ?? "");
  useEffect(() => {
    const abort = new AbortController();
    const asked = { actor: query.actor, issue: query.issue, act: query.act, since: query.since, until: query.until };
    read("/evidence.json", asked, abort.signal).then((it) => { found.value = it; fault.value = null; }, (error) => { if (error.name !== "AbortError") fault.value = error; });
    return () => abort.abort();
  }, [filter, evidenceChanges.value, fileChanges.value]);

  const it = found.value;
  const source = query.source || it?.statements[0]?.source || it?.sources[0]?.id;
  const here = useMemo(() => (it?.statements ?? []).filter((each) => each.source === source), [it, source]);

  function step(by) {
    const all = it?.statements ?? [];
    if (!all.length) return;
    const at = all.findIndex((each) => each.id === current.value);
    const next = all[Math.min(Math.max(at < 0 ? (by > 0 ? all.findIndex((each) => each.source === source) : 0) : at + by, 0), all.length - 1)];
    current.value = next.id;
    if (next.source !== source) go(withQuery(query, { source: next.source, start: "", quote: "" }), true);
  }

  function decide(statement, decision, as) {
    const before = statement.decision;
    const it = found.peek(); // as it is now: keys come faster than the page is drawn
    // Painted at once; the file follows, one after another.
    found.value = { ...it, statements: it.statements.map((each) => (each.id === statement.id ? { ...each, ...as, decision: decision === "undecided" ? null : decision } : each)),
      decided: it.decided == null ? it.decided : it.decided + (decision === "undecided" ? (decided(statement) ? -1 : 0) : decided(statement) ? 0 : 1) };
    const sent = () => send(`/statement/${encodeURIComponent(statement.id)}/decide`, { decision, ...(as ? { as } : {}) }, undefined, true);
    const earlier = deciding.get(statement.id);
    deciding.set(statement.id, (earlier ? earlier.then(sent) : sent()).catch((error) => {
      found.value = { ...found.value, statements: found.value.statements.map((each) => (each.id === statement.id ? { ...each, decision: before } : each)) };
      notice.value = { text: error.message, more: error.whatToDo, bad: true };
    }));
  }

  useEffect(() => {
    function pressed(event) {
      if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || document.querySelector("dialog[open]")) return;
      const key = event.key.toLowerCase();
      if (key === "n" || key === "j") step(1);
      else if (key === "p" || key === "k") step(-1);
      else if (key in DECISIONS || key === "u") {
        const statement = (found.value?.statements ?? []).find((each) => each.id === current.value);
        if (!statement) { step(1); event.preventDefault(); return; }
        if (key === "c") correcting.value = statement.id;
        else { decide(statement, key === "u" ? "undecided" : DECISIONS[key]); if (key !== "u") step(1); }
      } else return;
      event.preventDefault();
    }
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  });

  useEffect(() => {
    if (current.value) document.querySelector(`[data-statement="${CSS.escape(current.value)}"]`)?.scrollIntoView({ block: "nearest" });
  }, [current.value]);

  return html`<h1 tabindex="-1">Evidence</h1>
    ${fault.value && html`<${FaultNote} fault=${fault.value} />`}
    ${!it ? html`<${Waiting}>Reading what was read …</${Waiting}>` : html`
    <p class="small">${plural(it.sources.length, "source")}, ${plural(it.total ?? it.statements.length, "statement")} read in them${it.decided != null ? `, ${it.decided} decided` : ""}. Select a sentence of an article to cite it for a number, a stance or a public answer.</p>
    <div class="reading">
      <aside class="sources-side" aria-label="Sources and filters">
        <${Filters} query=${query} facets=${it.facets ?? {}} />
        <h2>Sources</h2>
        <ul class="source-list">${it.sources.map((each) => html`<li key=${each.id}><a href=${withQuery(query, { source: each.id, start: "", quote: "" })} aria-current=${each.id === source ? "true" : undefined}>
          <span>${each.title}</span><span class="below">${[each.publisher, each.date].filter(Boolean).join(", ")}</span></a></li>`)}</ul>
      </aside>
      <${Article} source=${source} query=${query} statements=${here.map((each) => ({ ...each, decision: decisionOf(each) }))} current=${current}
        cite=${(picked) => html`<${Cite} picked=${picked} source=${source} title=${it.sources.find((each) => each.id === source)?.title} revision=${it.revision_of_file} query=${query} />`} />
      <section class="statements" aria-labelledby="statements-title">
        <h2 id="statements-title">Statements</h2>
        <p class="small keys"><kbd>n</kbd> next, <kbd>p</kbd> previous, <kbd>a</kbd> accept, <kbd>c</kbd> correct, <kbd>r</kbd> reject, <kbd>u</kbd> take back</p>
        ${here.length === 0 && html`<p class="faint">${it.statements.length ? "None in this source that the filter lets through." : it.why_none || "Nothing was read yet: `servanda read` finds who said what in the sources."}</p>`}
        <ol>${here.map((each) => html`<${StatementItem} key=${each.id} statement=${each} current=${current} correcting=${correcting} facets=${it.facets ?? {}} decide=${decide} />`)}</ol>
      </section>
    </div>`}`;
}

function Filters({ query, facets }) {
  const choose = (key) => (event) => go(withQuery(query, { [key]: event.target.value }), true);
  const active = [...FILTERS, "since", "until"].filter((key) => query[key]);
  return html`<details class="filter-box" open=${active.length > 0}><summary>Filter the statements${active.length ? ` (${active.length})` : ""}</summary><form class="filters" aria-label="Filter the statements" onSubmit=${(event) => event.preventDefault()}>
    ${FILTERS.map((key) => html`<label key=${key}>${key[0].toUpperCase() + key.slice(1)} <select value=${query[key] ?? ""} onChange=${choose(key)}>
      <option value="">any</option>
      ${(facets[key] ?? []).map((each) => { const [name, count] = Array.isArray(each) ? each : [each.name ?? each, each.count]; return html`<option key=${name} value=${name} selected=${name === query[key]}>${name}${count ? ` (${count})` : ""}</option>`; })}
    </select></label>`)}
    <label>Since <input type="date" value=${query.since ?? ""} onChange=${choose("since")} /></label>
    <label>Until <input type="date" value=${query.until ?? ""} onChange=${choose("until")} /></label>
    ${active.length > 0 && html`<button type="button" onClick=${() => go(withQuery({}, { source: query.source }), true)}>Show all</button>`}
  </form></details>`;
}

function StatementItem({ statement, current, correcting, facets, decide }) {
  const mine = current.value === statement.id;
  const open = correcting.value === statement.id;
  return html`<li class=${`statement${mine ? " current" : ""}${decided(statement) ? ` is-${decisionOf(statement)}` : ""}`} data-statement=${statement.id}>
    <button class="statement-pick" aria-pressed=${mine} onClick=${() => { current.value = mine ? null : statement.id; }}>
      <span class="statement-who"><strong>${statement.actor_name ?? statement.actor ?? "Somebody"}</strong> ${statement.act}${statement.issue ? `: ${statement.issue.replaceAll("_", " ")}` : ""}</span>
      <span class="statement-quote">${statement.quote}</span>
      <span class="below">${decided(statement) ? SAID[decisionOf(statement)] : `undecided${statement.confidence != null ? `, read with confidence ${Math.round(statement.confidence * 100)}%` : ""}`}</span>
    </button>
    ${mine && html`<div class="statement-deeds" role="group" aria-label="Decide">
      <button onClick=${() => decide(statement, "accept")} aria-pressed=${decisionOf(statement) === "accept"}>Accept</button>
      <button onClick=${() => { correcting.value = open ? null : statement.id; }} aria-expanded=${open}>Correct</button>
      <button onClick=${() => decide(statement, "reject")} aria-pressed=${decisionOf(statement) === "reject"}>Reject</button>
      ${decided(statement) && html`<button class="quiet" onClick=${() => decide(statement, "undecided")}>Take back</button>`}
    </div>`}
    ${mine && open && html`<${Correct} statement=${statement} facets=${facets} done=${(as) => { correcting.value = null; if (as) decide(statement, "correct", as); }} />`}
  </li>`;
}

function Correct({ statement, facets, done }) {
  const as = useSignal({ actor: statement.actor ?? "", act: statement.act ?? "", issue: statement.issue ?? "" });
  const first = useRef(null);
  useEffect(() => first.current?.focus(), []);
  const names = (key) => (facets[key] ?? []).map((each) => (Array.isArray(each) ? each[0] : each.name ?? each));
  return html`<form class="correct" onSubmit=${(event) => { event.preventDefault(); done(Object.fromEntries(Object.entries(as.value).filter(([key, value]) => value && value !== statement[key]))); }} onKeyDown=${(event) => { if (event.key === "Escape") { event.stopPropagation(); done(null); } }}>
    ${["actor", "act", "issue"].map((key, index) => html`<label key=${key}>${key[0].toUpperCase() + key.slice(1)} <input ref=${index === 0 ? first : undefined} list=${`known-${key}`} value=${as.value[key]} onInput=${(event) => { as.value = { ...as.value, [key]: event.target.value }; }} /><datalist id=${`known-${key}`}>${names(key).map((name) => html`<option key=${name} value=${name} />`)}</datalist></label>`)}
    <button class="main" type="submit">Correct it</button> <button type="button" onClick=${() => done(null)}>Leave it</button>
  </form>`;
}
