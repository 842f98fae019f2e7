// A sentence is picked: the number, the stance or the public answer that it is to be cited for.
import { html, useEffect, useRef, useSignal } from "../vendor/preact.js";
import { read, send } from "../server.js";
import { go } from "../address.js";
import { notice } from "../notices.js";
import { edited, written } from "../session.js";
import { Diff, FaultNote } from "./small.js";
import { numbers, useNumbers } from "../what_if.js";
import { bases, openWriting } from "../write.js";
import { ACTS } from "../words.js";

const KINDS = [["number", "A number"], ["stance", "A stance"], ["answer", "A public answer"]];
const isStance = (path) => /^(actors\.[^.]+\.members|proposals\.[^.]+\.stances)\.[^.]+$/.test(path ?? "");

/** The line of a file that a change first touches. */
export function lineOf(diff) {
  let line = 0;
  for (const text of (diff ?? "").split("\n")) {
    const head = text.match(/^@@ -\d+(?:,\d+)? \+(\d+)/);
    if (head) line = Number(head[1]) - 1;
    else if (line > 0 || /^[ +]/.test(text)) {
      if (/^\+(?!\+\+ )/.test(text)) return line + 1;
      if (!text.startsWith("-")) line += 1;
    }
  }
  return Math.max(line, 1);
}

export function Cite({ picked, source, title, revision, query }) {
  const kind = useSignal(query.answer ? "answer" : isStance(query.cite) ? "stance" : "number");
  const body = useSignal(null); // what is asked besides source and words; null until it is whole
  const diff = useSignal(null);
  const fault = useSignal(null);
  const file = useRef(revision);
  const shown = useRef(null);
  useEffect(() => { diff.value = null; fault.value = null; }, [picked.start, picked.end, kind.value]);
  const choose = (next) => { body.value = next; diff.value = null; };

  async function cite(event) {
    event.preventDefault();
    if (!body.value) return;
    fault.value = null;
    const { label, ...place } = body.value;
    if (kind.value === "number" && edited.value.includes(place.path)) {
      bases.set(place.path, { kind: "evidence", source, source_title: title, quote: picked.quote, start: picked.start, end: picked.end });
      notice.value = { text: `The sentence will stand as the basis of ${label}.`, deed: { called: "Write it …", run: openWriting } };
      return;
    }
    try {
      const asked = { ...place, source, start: picked.start, end: picked.end, quote: picked.quote, revision_of_file: file.current };
      if (diff.value === null) {
        diff.value = (await send("/cite", { ...asked, dry_run: true })).diff ?? "";
        requestAnimationFrame(() => shown.current?.scrollIntoView({ block: "nearest" }));
        return;
      }
      const said = await send("/cite", asked);
      diff.value = null;
      file.current = said.revision_of_file;
      notice.value = { text: `Cited for ${label}; it stands in the case.`, deed: { called: "See it in the file", run: () => go(`/case?line=${lineOf(said.diff)}`) } };
      await written();
    } catch (error) {
      fault.value = error;
      if (error.status === 409) {
        // Looked at again, it is the change of the file as it is now.
        diff.value = null;
        read("/case.json").then((said) => { file.current = said.revision_of_file; }, () => {});
      }
    }
  }

  const moved = kind.value === "number" && body.value && edited.value.includes(body.value.path);
  return html`<form class="cite" onSubmit=${cite} aria-label="Cite the sentence">
    <blockquote class="quote"><p>${picked.quote}</p></blockquote>
    <div class="kinds" role="radiogroup" aria-label="What it bears on">${KINDS.map(([value, called]) => html`<label class="kind" key=${value}><input type="radio" name="cite-kind" checked=${kind.value === value} onChange=${() => { kind.value = value; }} /> ${called}</label>`)}</div>
    ${kind.value === "number" && html`<${OfNumber} wanted=${query.cite} choose=${choose} />`}
    ${kind.value === "stance" && html`<${OfStance} wanted=${query.cite} choose=${choose} />`}
    ${kind.value === "answer" && html`<${OfAnswer} wanted=${query.answer} choose=${choose} />`}
    ${fault.value && html`<${FaultNote} fault=${fault.value}>${fault.value.status === 409 ? html`<p>The file was changed elsewhere meanwhile; nothing was written. Look at the change again.</p>` : ""}</${FaultNote}>`}
    ${diff.value !== null && html`<div ref=${shown}>${diff.value ? html`<${Diff} text=${diff.value} />` : html`<p class="faint">It stands there already.</p>`}</div>`}
    <button class="main" type="submit" disabled=${!body.value}>${diff.value === null ? (moved ? "Cite" : "Show the change") : "Write it"}</button>
  </form>`;
}

const options = (list, now) => list.map(([value, called]) => html`<option key=${value} value=${value} selected=${value === now}>${called}</option>`);

function OfNumber({ wanted, choose }) {
  const { list } = useNumbers(undefined);
  const changed = edited.value;
  const path = useSignal(wanted && !isStance(wanted) ? wanted : changed[0] ?? "");
  const all = list.value ?? [];
  const known = numbers.value;
  const now = path.value || changed[0] || all[0]?.path || "";
  const label = (each) => known.get(each)?.label ?? all.find((one) => one.path === each)?.label ?? each;
  useEffect(() => { choose(now ? { path: now, label: label(now) } : null); }, [now, all.length]);
  return html`<label>Cite it for <select value=${now} onChange=${(event) => { path.value = event.target.value; }}>
    ${changed.length > 0 && html`<optgroup label="Changed, not yet written">${options(changed.map((each) => [each, label(each)]), now)}</optgroup>`}
    <optgroup label="Numbers of the case">${options(all.filter((each) => !changed.includes(each.path)).map((each) => [each.path, each.label]), now)}</optgroup>
  </select></label>`;
}

/** Where actors stand, read once for a file. */
function useStances() {
  const told = useSignal(null);
  const fault = useSignal(null);
  useEffect(() => { read("/stances.json").then((it) => { told.value = it; }, (error) => { fault.value = error; }); }, []);
  return { told: told.value, fault: fault.value };
}

function OfStance({ wanted, choose }) {
  const { told, fault } = useStances();
  const who = useSignal("");
  const path = useSignal(isStance(wanted) ? wanted : "");
  const says = useSignal("");
  const all = told?.stances ?? [];
  const actors = [...new Map(all.map((each) => [each.actor, each.name]))].sort((a, b) => a[1].localeCompare(b[1]));
  const actor = who.value || all.find((each) => each.path === path.value)?.actor || actors[0]?.[0] || "";
  const here = all.filter((each) => each.actor === actor);
  const row = here.find((each) => each.path === path.value) ?? here[0];
  useEffect(() => {
    choose(row ? { path: row.path, ...(says.value ? { says: says.value } : {}), label: `the stance of ${row.name}` } : null);
  }, [row?.path, says.value]);
  if (fault) return html`<${FaultNote} fault=${fault} />`;
  if (!told) return html`<p class="faint">Reading where everybody stands …</p>`;
  if (!row) return html`<p class="faint">Nobody in this case has a stance; armed parties decide by what a deal is worth to them.</p>`;
  const on = (each) => `${each.proposal ? `on ${each.on}` : `as a member of ${each.on}`}${each.is_new ? " (new)" : ""}`;
  return html`<div class="fields">
    <label>Who <select value=${actor} onChange=${(event) => { who.value = event.target.value; path.value = ""; }}>${options(actors, actor)}</select></label>
    <label>Stands where <select value=${row.path} onChange=${(event) => { path.value = event.target.value; }}>${options(here.map((each) => [each.path, on(each)]), row.path)}</select></label>
    <label>So it is <select value=${says.value} onChange=${(event) => { says.value = event.target.value; }}>
      <option value="">${`as the case says: ${row.says}`}</option>
      <optgroup label="In a word">${options(told.positions.map((each) => [each, each]), says.value)}</optgroup>
      <optgroup label="How likely it consents">${options(told.words.map((each) => [each, each]), says.value)}</optgroup>
    </select></label>
  </div>`;
}

function OfAnswer({ wanted, choose }) {
  const { told, fault } = useStances();
  const said = useSignal({ proposal: wanted ?? "", party: "", answer: "rejects", date: "", condition: "" });
  const change = (part) => { said.value = { ...said.value, ...part }; };
  const proposal = said.value.proposal || told?.proposals[0]?.name || "";
  const party = said.value.party || told?.actors[0]?.actor || "";
  const name = told?.actors.find((each) => each.actor === party)?.name ?? party;
  useEffect(() => {
    const { answer, date, condition } = said.value;
    choose(proposal && party ? { answer: { proposal, party, answer, ...(date ? { date } : {}), ...(condition.trim() ? { condition } : {}) }, label: `what ${name} answered` } : null);
  }, [proposal, party, said.value]);
  if (fault) return html`<${FaultNote} fault=${fault} />`;
  if (!told) return html`<p class="faint">Reading who may answer …</p>`;
  return html`<div class="fields">
    <label>Who answered <select value=${party} onChange=${(event) => change({ party: event.target.value })}>${options(told.actors.map((each) => [each.actor, each.name]), party)}</select></label>
    <label>To what <select value=${proposal} onChange=${(event) => change({ proposal: event.target.value })}>${options(told.proposals.map((each) => [each.name, each.title]), proposal)}</select></label>
    <label>It <select value=${said.value.answer} onChange=${(event) => change({ answer: event.target.value })}>${options(told.answers.map((each) => [each, ACTS[each] ?? each]), said.value.answer)}</select></label>
    <label>On the day <input type="date" value=${said.value.date} onInput=${(event) => change({ date: event.target.value })} /></label>
    ${said.value.answer === "conditional" && html`<label>On what condition <input value=${said.value.condition} onInput=${(event) => change({ condition: event.target.value })} /></label>`}
  </div>`;
}
