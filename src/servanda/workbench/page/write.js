// Writing edits into the case: a basis for each, the change of the file shown, then written.
import { html, signal, useEffect, useRef, useSignal } from "./vendor/preact.js";
import { read, send } from "./server.js";
import { board, edited, patch, written } from "./session.js";
import { notice } from "./notices.js";
import { Diff, FaultNote } from "./parts/small.js";
import { range as ranged } from "./words.js";

// ---- what each changed number is to rest on, kept for as long as the tab is open -------------

const KEPT = "servanda:bases";
const held = signal(JSON.parse(sessionStorage.getItem(KEPT) ?? "{}"));
const author = signal(localStorage.getItem("servanda:author") ?? "");

export const bases = {
  get: (path) => held.value[path],
  set(path, basis) {
    held.value = { ...held.peek(), [path]: basis };
    sessionStorage.setItem(KEPT, JSON.stringify(held.peek()));
  },
  drop(paths) {
    held.value = Object.fromEntries(Object.entries(held.peek()).filter(([path]) => !paths.includes(path)));
    sessionStorage.setItem(KEPT, JSON.stringify(held.peek()));
  },
};

const writing = signal(false);

/** Open the dialog that writes what is changed into the case. */
export function openWriting() {
  writing.value = true;
}

export function WriteDialog() {
  const dialog = useRef(null);
  useEffect(() => {
    if (writing.value && !dialog.current.open) dialog.current.showModal();
    if (!writing.value && dialog.current.open) dialog.current.close();
  }, [writing.value]);
  return html`<dialog ref=${dialog} class="write" aria-labelledby="write-title" onClose=${() => { writing.value = false; }}>
    ${writing.value && html`<${Writing} />`}
  </dialog>`;
}

function Writing() {
  const left = useSignal([]); // paths not to be written
  const diff = useSignal(null);
  const fault = useSignal(null);
  const labels = useSignal(new Map());
  const revision = useSignal(board.peek()?.revision_of_file);
  const shown = useRef(null);
  useEffect(() => {
    read("/numbers.json").then((said) => { labels.value = new Map(said.numbers.map((each) => [each.path, each])); }, () => {});
    if (!revision.peek()) read("/case.json").then((said) => { revision.value = said.revision_of_file; }, () => {});
  }, []);
  const paths = edited.value.filter((path) => !left.value.includes(path));
  const lacking = paths.filter((path) => !complete(bases.get(path)));

  async function ask(dry) {
    fault.value = null;
    try {
      const basis = Object.fromEntries(paths.map((path) => [path, bases.get(path)]));
      const said = await send("/write", { paths, basis, revision_of_file: revision.peek(), dry_run: dry });
      if (dry) {
        diff.value = said.diff;
        requestAnimationFrame(() => shown.current?.focus());
        return;
      }
      bases.drop(paths);
      writing.value = false;
      notice.value = { text: "Written into the case.", more: "Its comments and layout are kept." };
      await written();
    } catch (error) {
      fault.value = error;
      if (error.status === 409) {
        diff.value = error.body.diff ?? null;
        read("/case.json").then((said) => { revision.value = said.revision_of_file; }, () => {});
      }
    }
  }

  return html`<form method="dialog" onSubmit=${(event) => { event.preventDefault(); void ask(diff.value === null); }}>
    <header><h2 id="write-title">Write into the case</h2>
      <button type="button" class="quiet" onClick=${() => { writing.value = false; }}><span aria-hidden="true">×</span><span class="for-ears">Close without writing</span></button></header>
    <p class="small">A number without a basis is an opinion without a name. Say what each rests on; then see the change of the file before it is made.</p>
    ${edited.value.length === 0 && html`<p>Nothing is changed.</p>`}
    <ul class="to-write">${edited.value.map((path) => html`<li key=${path}>
      <${ToWrite} path=${path} number=${labels.value.get(path)} taken=${!left.value.includes(path)}
        onTake=${(taken) => { left.value = taken ? left.value.filter((each) => each !== path) : [...left.value, path]; diff.value = null; }}
        onChange=${() => { diff.value = null; }} />
    </li>`)}</ul>
    ${fault.value && html`<${FaultNote} fault=${fault.value}>${fault.value.status === 409 && fault.value.body.theirs !== undefined ? html`<p>The file was changed elsewhere meanwhile. Nothing was written. Below is what your change would do to the file as it is now.</p>` : ""}</${FaultNote}>`}
    ${diff.value !== null && html`<div ref=${shown} tabindex="-1" class="shown-diff"><h3>What changes in case.yaml</h3><${Diff} text=${diff.value} /></div>`}
    <footer>
      ${lacking.length > 0 && html`<span class="faint">${lacking.length === 1 ? "One number lacks" : `${lacking.length} numbers lack`} a basis</span>`}
      ${diff.value === null
        ? html`<button class="main" type="submit" disabled=${!paths.length || lacking.length > 0}>Show the change</button>`
        : html`<button class="main" type="submit" disabled=${!paths.length || lacking.length > 0}>Write it</button>`}
    </footer>
  </form>`;
}

function complete(basis) {
  if (!basis) return false;
  if (basis.kind === "judgement") return Boolean(basis.by?.trim() && basis.why?.trim());
  if (basis.kind === "evidence") return Boolean(basis.source && basis.quote?.trim());
  return Boolean(basis.base_rate);
}

function ToWrite({ path, number, taken, onTake, onChange }) {
  const basis = bases.get(path) ?? { kind: "judgement", by: author.value, why: "" };
  const now = patch.value[path];
  const change = (part) => {
    bases.set(path, { ...basis, ...part });
    if (part.by !== undefined) { author.value = part.by; localStorage.setItem("servanda:author", part.by); }
    onChange();
  };
  const name = `basis-${path}`;
  const kind = (value, title) => html`<label class="kind"><input type="radio" name=${name} checked=${basis.kind === value} onChange=${() => change({ kind: value, by: basis.by || author.value })} /> ${title}</label>`;
  return html`<fieldset disabled=${false}>
    <legend><label><input type="checkbox" checked=${taken} onChange=${(event) => onTake(event.target.checked)} /> ${number?.label ?? path}</label></legend>
    <p class="value">${number ? html`<s class="was">${ranged(number.low, number.high)}</s> → ` : ""}<strong>${now ? ranged(now[0], now[1], number?.unit) : ""}</strong> <span class="path">${path}</span></p>
    ${taken && html`<div class="kinds" role="radiogroup" aria-label="What it rests on">
      ${kind("judgement", "A judgement")}${kind("evidence", "A sentence of a source")}${number?.base_rates?.length ? kind("base_rate", "A base rate") : ""}
    </div>`}
    ${taken && basis.kind === "judgement" && html`<div class="fields">
      <label>Whose judgement <input value=${basis.by ?? ""} autocomplete="name" onInput=${(event) => change({ by: event.target.value })} /></label>
      <label>Why <textarea rows="2" value=${basis.why ?? ""} onInput=${(event) => change({ why: event.target.value })}></textarea></label>
    </div>`}
    ${taken && basis.kind === "evidence" && html`<div class="fields">
      ${basis.quote ? html`<blockquote class="quote"><p>${basis.quote}</p><footer>${basis.source_title || basis.source}</footer></blockquote>` : ""}
      <p><a class="button" href=${`/evidence?cite=${encodeURIComponent(path)}`} onClick=${() => { writing.value = false; }}>${basis.quote ? "Choose another sentence" : "Choose the sentence"}</a></p>
    </div>`}
    ${taken && basis.kind === "base_rate" && html`<div class="fields"><label>Base rate <select value=${basis.base_rate ?? ""} onChange=${(event) => change({ base_rate: event.target.value })}>
      <option value="">choose one</option>${number.base_rates.map((each) => html`<option key=${each.name} value=${each.name}>${each.name.replaceAll("_", " ")}: ${ranged(each.low, each.high)}</option>`)}
    </select></label></div>`}
  </fieldset>`;
}
