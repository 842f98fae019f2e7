// The case as its file says it, with completion, hover and faults as one types; beside it, a form.
import { html, useEffect, useRef, useSignal } from "../vendor/preact.js";
import { read, send } from "../server.js";
import { edited, fileChanges, written } from "../session.js";
import { notice } from "../notices.js";
import { Diff, FaultNote, Waiting } from "../parts/small.js";
import { NumberItem, useNumbers } from "../what_if.js";
import { openWriting } from "../write.js";
import { CaseForm } from "../parts/case_form.js";
import { plural } from "../words.js";

const KEPT = "servanda:case-text"; // what was typed and not yet saved outlives a closed tab; the server keeps it too

let keeping = false; // whether what was typed is on its way to the server
let toKeep; // what is to follow it, the newest alone

/** Have the server keep what is typed, or let it go with `null`: a browser that is ended loses it. */
async function keep(text) {
  toKeep = text;
  if (keeping) return;
  keeping = true;
  while (toKeep !== undefined) {
    const next = toKeep;
    toKeep = undefined;
    await send("/case/typed", { yaml: next }).catch(() => {});
  }
  keeping = false;
}

/** What was typed is saved, or is not wanted. */
function letGo() {
  sessionStorage.removeItem(KEPT);
  void keep(null);
}

export default function CaseView({ address }) {
  const told = useSignal(null); // as the file was when it was read
  const faults = useSignal([]);
  const fault = useSignal(null);
  const typed = useSignal(null);
  const conflict = useSignal(null);
  const saving = useSignal(false);
  const elsewhere = useSignal(false);
  const place = useRef(null);
  const editor = useRef(null);
  const checking = useRef({ timer: 0, number: 0 });

  async function open(keep) {
    try {
      const it = await read("/case.json");
      if (keep && typed.peek() !== null && typed.peek() !== it.yaml) {
        if (told.peek() && it.revision_of_file !== told.peek().revision_of_file) elsewhere.value = true;
        return;
      }
      const lost = sessionStorage.getItem(KEPT) ?? it.typed ?? null;
      told.value = it;
      faults.value = it.faults;
      typed.value = lost ?? it.yaml;
      if (lost !== null && lost !== it.yaml) { notice.value = { text: "What you had typed and not saved is here again." }; check(lost); }
      editor.current?.set(typed.peek());
    } catch (error) { fault.value = error; }
  }
  useEffect(() => { void open(told.peek() !== null); }, [fileChanges.value]);

  useEffect(() => {
    if (!told.value || editor.current) return undefined;
    let gone = false;
    import("../parts/editor.js").then(async ({ makeEditor }) => {
      const schema = await read(told.peek().schema_url ?? "/case/schema.json").catch(() => ({}));
      if (gone) return;
      editor.current = makeEditor(place.current, typed.peek(), {
        keys: told.peek().keys ?? {}, schema,
        onChange: changed, onSave: () => void save(),
        label: `The text of ${told.peek().path}`,
      });
      editor.current.faults(faults.peek());
      if (address.query.line) editor.current.reveal(Number(address.query.line));
    });
    return () => { gone = true; };
  }, [Boolean(told.value)]);
  useEffect(() => () => { editor.current?.destroy(); editor.current = null; }, []);
  useEffect(() => { editor.current?.faults(faults.value); }, [faults.value]);

  function changed(text) {
    typed.value = text;
    if (text === told.peek().yaml) letGo();
    else {
      sessionStorage.setItem(KEPT, text);
      void keep(text);
    }
    clearTimeout(checking.current.timer);
    checking.current.timer = setTimeout(() => check(text), 250);
  }

  async function check(text) {
    const mine = ++checking.current.number;
    try {
      const said = await send("/case", { yaml: text, revision_of_file: told.peek().revision_of_file, dry_run: true });
      if (mine === checking.current.number) faults.value = said.faults ?? [];
    } catch { /* the next key asks again */ }
  }

  async function save(over) {
    if (saving.peek() || typed.peek() === told.peek().yaml) return;
    saving.value = true;
    fault.value = null;
    try {
      const said = await send("/case", { yaml: typed.peek(), revision_of_file: over ?? told.peek().revision_of_file });
      letGo();
      told.value = { ...told.peek(), yaml: typed.peek(), revision_of_file: said.revision_of_file };
      faults.value = said.faults ?? [];
      conflict.value = null;
      elsewhere.value = false;
      notice.value = { text: "Saved." };
      await written();
    } catch (error) {
      if (error.status === 409) conflict.value = error.body;
      else if (error.body?.faults) faults.value = error.body.faults;
      else fault.value = error;
      if (error.body?.faults?.length) notice.value = { text: "Not saved: the case has faults.", more: "Mend them first; what you typed is kept.", bad: true };
    } finally { saving.value = false; }
  }

  async function takeTheirs() {
    letGo();
    const it = await read("/case.json");
    told.value = it; faults.value = it.faults; typed.value = it.yaml; conflict.value = null; elsewhere.value = false;
    editor.current?.set(it.yaml);
  }

  async function saveOver() {
    const it = await read("/case.json");
    await save(it.revision_of_file);
  }

  const dirty = told.value && typed.value !== told.value.yaml;
  const errors = faults.value.filter((each) => (each.level ?? "error") === "error");
  return html`<h1 tabindex="-1">Case</h1>
    ${fault.value && html`<${FaultNote} fault=${fault.value} />`}
    ${!told.value ? !fault.value && html`<${Waiting}>Opening the case …</${Waiting}>` : html`
    <div class="case">
      <section class="text-side" aria-labelledby="text-title">
        <div class="bar"><h2 id="text-title"><code>${told.value.path}</code></h2>
          <span class="state">${dirty ? "not saved" : "saved"}${errors.length ? `, ${plural(errors.length, "fault")}` : ", sound"}</span>
          <button class="main" disabled=${!dirty || saving.value} onClick=${() => save()}>Save <kbd>Ctrl S</kbd></button>
          ${dirty && html`<button onClick=${takeTheirs}>Discard what I typed</button>`}</div>
        ${elsewhere.value && !conflict.value && html`<div class="fault" role="alert"><p><strong>The file was changed elsewhere</strong> while you were typing. Nothing is overwritten.</p><button onClick=${() => save()}>Compare and decide</button></div>`}
        ${conflict.value && html`<div class="fault" role="alert"><p><strong>The file was changed elsewhere.</strong> What you typed was not written. This is what separates the file as it is from yours:</p>
          <${Diff} text=${conflict.value.diff ?? ""} label="From the file as it is to what you typed" />
          <div class="row"><button onClick=${takeTheirs}>Take the file as it is</button><button onClick=${saveOver}>Write mine over it</button></div></div>`}
        <div class="editor" ref=${place}></div>
        <p class="small">Tab moves on; <kbd>Ctrl Space</kbd> completes, <kbd>F8</kbd> goes to the next fault, hovering a key says what it means.</p>
      </section>
      <aside class="form-side">
        <section aria-labelledby="faults-title"><h2 id="faults-title">Faults</h2>
          <div aria-live="polite">${faults.value.length === 0 ? html`<p class="faint">None: the case can be assessed.</p>` : html`<ul class="faults">${faults.value.slice(0, 30).map((each, index) => html`<li key=${index} class=${each.level ?? "error"}>
            <button class="quiet" onClick=${() => editor.current?.reveal(each.line, each.column)}>line ${each.line}</button> ${each.key ? html`<code>${each.key}</code> ` : ""}<strong>${each.message}</strong>${each.what_to_do ? html`; ${each.what_to_do}` : ""}</li>`)}</ul>`}</div>
        </section>
        <section aria-labelledby="form-title"><h2 id="form-title">As a form</h2><${CaseForm} text=${() => typed.peek()} take=${(text) => { editor.current?.set(text); changed(text); }} changes=${typed.value} /></section>
        <${Numbers} />
      </aside>
    </div>`}`;
}

/** The same numbers as a form: each moved here goes into the file with its basis. */
function Numbers() {
  const { list, fault } = useNumbers(undefined);
  const sought = useSignal("");
  const groups = new Map();
  const words = sought.value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const each of list.value ?? []) {
    if (!words.every((word) => `${each.label} ${each.path}`.toLowerCase().includes(word))) continue;
    const group = each.group || each.where_in_words || each.path.split(".")[0];
    groups.set(group, [...(groups.get(group) ?? []), each]);
  }
  return html`<section aria-labelledby="numbers-title"><h2 id="numbers-title">Numbers</h2>
    <p class="small">The same as a form. What you move is tried at once, and written with its basis when you say so.</p>
    ${edited.value.length > 0 && html`<p><button class="main" onClick=${openWriting}>Write ${plural(edited.value.length, "number")} into the case …</button></p>`}
    ${fault.value && html`<p class="faint">${fault.value.message}</p>`}
    <label class="search"><span class="for-ears">Find a number</span><input type="search" placeholder="Find a number" value=${sought.value} onInput=${(event) => { sought.value = event.target.value; }} /></label>
    ${[...groups].map(([group, numbers]) => html`<details key=${group} class="group" open=${words.length > 0}><summary>${group.replaceAll("_", " ")} <span class="faint">${numbers.length}</span></summary><${Group} numbers=${numbers} /></details>`)}
  </section>`;
}

function Group({ numbers }) {
  // Drawn only when opened: a case may have a thousand numbers.
  const open = useSignal(false);
  const here = useRef(null);
  useEffect(() => {
    const details = here.current.closest("details");
    const look = () => { open.value = details.open; };
    look();
    details.addEventListener("toggle", look);
    return () => details.removeEventListener("toggle", look);
  }, []);
  return html`<ol class="numbers" ref=${here}>${open.value && numbers.slice(0, 60).map((each) => html`<${NumberItem} key=${each.path} number=${each} />`)}</ol>`;
}
