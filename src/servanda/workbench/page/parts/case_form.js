// A case as a form: choices, dates, words, lists of names; what is filled in changes the text beside it.
import { html, useEffect, useRef, useSignal } from "../vendor/preact.js";
import { send } from "../server.js";

const GROUPS = { case: "The case", parties: "Armed parties", actors: "Actors", issues: "Issues", war: "The war", capabilities: "Capabilities",
  guarantees: "Guarantees", record: "Record", commitments: "Commitments", consent_rules: "Rules of consent", proposals: "Proposals", events: "Events", decisions: "Decisions", sources: "Sources" };
const ADDED = [["proposal", "A proposal"], ["guarantee", "A guarantee"], ["party", "An armed party"], ["actor", "An actor"], ["source", "A source"]];
const CAN_BE_LIKE = { proposal: "proposals", guarantee: "guarantees", party: "parties" };

/** `text()` gives the text as it is typed, `take(yaml)` puts another in its place, `changes` counts them. */
export function CaseForm({ text, take, changes }) {
  const told = useSignal(null);
  const asked = useRef(0);
  const queue = useRef(Promise.resolve());
  const shut = useSignal("");

  /** Change the text by what is filled in or added, one change after another; the fault where that cannot be. */
  const ask = (change) => {
    queue.current = queue.current.then(() => asking(change));
    return queue.current;
  };

  async function asking(change = {}) {
    const mine = ++asked.current;
    const sent = text();
    try {
      const said = await send("/case/form", { yaml: sent, ...change });
      if (text() !== sent) return await asking(change); // somebody typed meanwhile: what was typed stays
      if (mine === asked.current) {
        shut.value = said.form ? "" : "The text has faults; the form follows once they are mended.";
        if (said.form) told.value = said;
      }
      if (said.yaml !== sent) take(said.yaml);
      return null;
    } catch (error) { return error; }
  }
  useEffect(() => {
    const timer = setTimeout(() => void ask(), told.peek() ? 500 : 0);
    return () => clearTimeout(timer);
  }, [changes]);

  if (!told.value) return html`<p class="faint">${shut.value || "Reading the case as a form …"}</p>`;
  const groups = new Map();
  for (const each of told.value.form) groups.set(each.group, [...(groups.get(each.group) ?? []), each]);
  return html`<p class="small">What you fill in here changes the text beside it, as you do. Save when it is as you want it.</p>
    ${shut.value && html`<p class="small shut" role="status">${shut.value}</p>`}
    <${Add} told=${told.value} ask=${ask} />
    ${[...groups].map(([group, sections]) => html`<${Fold} key=${group} class="group" called=${GROUPS[group] ?? group} count=${topmost(sections).length} open=${group === "case"}>
      ${() => html`<${Parts} sections=${sections} whole=${told.value} ask=${ask} shut=${Boolean(shut.value)} />`}</${Fold}>`)}`;
}

/** The parts that belong to no other of a list. */
const topmost = (sections) => sections.filter((each) => !sections.some((other) => each.path.startsWith(`${other.path}.`)));

/** Parts one below another, each with what belongs to it inside. */
function Parts({ sections, above, whole, ask, shut }) {
  const top = topmost(sections);
  const inside = (each) => {
    const below = sections.filter((other) => other.path.startsWith(`${each.path}.`));
    return html`<${Fields} section=${each} titles=${whole.titles} ask=${ask} shut=${shut} />${below.length > 0 && html`<${Parts} sections=${below} above=${each.title} whole=${whole} ask=${ask} shut=${shut} />`}`;
  };
  if (top.length === 1 && !above) return inside(top[0]);
  return top.map((each) => html`<${Fold} key=${each.path} class="part" called=${above && each.title.startsWith(`${above}: `) ? each.title.slice(above.length + 2) : each.title}>${() => inside(each)}</${Fold}>`);
}

/** What is drawn only once it is opened: a case may have hundreds of parts. */
function Fold({ called, count, open: first = false, class: name, children }) {
  const open = useSignal(first);
  return html`<details class=${name} open=${open.value} onToggle=${(event) => { open.value = event.currentTarget.open; }}><summary>${called}${count > 1 ? html` <span class="faint">${count}</span>` : ""}</summary>${open.value && children()}</details>`;
}

function Fields({ section, titles, ask, shut }) {
  return html`<div class="case-fields">${section.fields.map((each) => html`<${Field} key=${each.path} field=${each} titles=${titles} ask=${ask} shut=${shut} />`)}</div>`;
}

function Field({ field, titles, ask, shut }) {
  const fault = useSignal(null);
  const typing = useSignal(null); // what stands in the field while it is being typed in
  const timer = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);
  const set = (value, soon = 0) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(async () => { fault.value = await ask({ set: { path: field.path, value } }); }, soon);
  };
  const id = `field-${field.path}`;
  const told = { id, disabled: shut, "aria-invalid": fault.value ? "true" : undefined, "aria-describedby": `${id}-means` };
  const typed = { ...told, value: typing.value ?? field.value ?? "", onBlur: () => { typing.value = null; }, onInput: (event) => { typing.value = event.target.value; set(event.target.value, 400); } };
  const called = (name) => titles[name] ?? name.replaceAll("_", " ");
  const below = html`<span class="below" id=${`${id}-means`}>${fault.value ? html`<strong class="wrong">${fault.value.message}</strong>${fault.value.whatToDo ? `; ${fault.value.whatToDo}` : ""}` : field.says ? `${field.says}. ${field.means}` : field.means}</span>`;
  if (field.kind === "names" || field.kind === "consents") return html`<${Names} field=${field} called=${called} set=${set} told=${told} below=${below} wrong=${Boolean(fault.value)} />`;
  const control = {
    choice: () => html`<select ...${told} value=${field.value} onChange=${(event) => set(event.target.value)}>${!field.needed && html`<option value="">–</option>`}${field.options.map((each) => html`<option key=${each} value=${each} selected=${each === field.value}>${called(each)}</option>`)}</select>`,
    flag: () => html`<select ...${told} value=${String(field.value)} onChange=${(event) => set(event.target.value === "true")}><option value="true" selected=${field.value}>yes</option><option value="false" selected=${!field.value}>no</option></select>`,
    date: () => html`<input ...${told} type="date" value=${field.value} onChange=${(event) => set(event.target.value)} />`,
    whole: () => html`<input ...${typed} type="number" step="1" />`,
    yaml: () => html`<input ...${typed} class="as-yaml" spellcheck="false" />`,
    text: () => field.long ? html`<textarea ...${typed} rows="3"></textarea>` : html`<input ...${typed} />`,
  }[field.kind];
  return html`<div class=${`case-field${fault.value ? " is-wrong" : ""}`}><label for=${id}>${field.label}</label>${control()}${below}</div>`;
}

function Names({ field, called, set, told, below, wrong }) {
  const rest = field.options.filter((each) => !field.value.includes(each));
  return html`<div class=${`case-field names${wrong ? " is-wrong" : ""}`} role="group" aria-label=${field.label}><span class="field-name">${field.label}</span>
    <ul>${field.value.map((each) => html`<li key=${each}>${called(each)} <button class="quiet" disabled=${told.disabled} aria-label=${`Take ${called(each)} from ${field.label}`} onClick=${() => set(field.value.filter((one) => one !== each))}>×</button></li>`)}
      <li><select ...${told} aria-label=${`Add to ${field.label}`} value="" onChange=${(event) => { if (event.target.value) set([...field.value, event.target.value]); event.target.value = ""; }}><option value="">${field.value.length ? "and …" : "nobody yet; add …"}</option>${rest.map((each) => html`<option key=${each} value=${each}>${called(each)}</option>`)}</select></li></ul>${below}</div>`;
}

/** Something more in the case, made like one that is there: complete from the start, to be changed. */
function Add({ told, ask }) {
  const what = useSignal("");
  const title = useSignal("");
  const like = useSignal("");
  const fault = useSignal(null);
  const group = CAN_BE_LIKE[what.value];
  const those = group ? told.form.filter((each) => each.path.split(".")[0] === group && each.path.split(".").length === 2) : [];
  const one = like.value && those.some((each) => each.path === like.value) ? like.value : those[0]?.path ?? "";
  const name = title.value.normalize("NFKD").toLowerCase().replace(/[^a-z0-9]+/g, "_").replace(/^[^a-z]+|_+$/g, "").slice(0, 40);
  async function add(event) {
    event.preventDefault();
    fault.value = await ask({ add: { what: what.value, name, title: title.value, like: one.split(".")[1] ?? "" } });
    if (!fault.value) { what.value = ""; title.value = ""; }
  }
  return html`<form class="case-add" onSubmit=${add}><div class="row" role="group" aria-label="Add to the case"><span class="small">Add</span>${ADDED.map(([each, called]) => html`<button type="button" key=${each} aria-pressed=${what.value === each} onClick=${() => { what.value = what.value === each ? "" : each; fault.value = null; }}>${called}</button>`)}</div>
    ${what.value && html`<div class="case-fields">
      <div class="case-field"><label for="add-title">What it is called</label><input id="add-title" required maxlength="200" value=${title.value} onInput=${(event) => { title.value = event.target.value; }} ref=${(field) => { if (field && !field.dataset.came) { field.dataset.came = "1"; field.focus(); } }} /><span class="below">${name ? html`in the file <code>${name}</code>` : "Give it a title."}</span></div>
      ${those.length > 0 && html`<div class="case-field"><label for="add-like">Made like</label><select id="add-like" value=${one} onChange=${(event) => { like.value = event.target.value; }}>${those.map((each) => html`<option key=${each.path} value=${each.path} selected=${each.path === one}>${each.title}</option>`)}</select><span class="below">Its terms and numbers stand until you change them; what was cited for it does not come along.</span></div>`}
      ${fault.value && html`<p class="small wrong" role="alert">${fault.value.message}${fault.value.whatToDo ? `; ${fault.value.whatToDo}` : ""}</p>`}
      <button class="main" type="submit" disabled=${!name}>Add it</button></div>`}
  </form>`;
}
