// Numbers that the case leaves open: filled in here, then there is a verdict.
import { html, useEffect, useSignal } from "../vendor/preact.js";
import { read, send } from "../server.js";
import { fileChanges, written } from "../session.js";
import { FaultNote } from "./small.js";
import { plural } from "../words.js";

export function Gaps() {
  const told = useSignal(null);
  const fault = useSignal(null);
  const values = useSignal({});
  const by = useSignal(localStorage.getItem("servanda:author") ?? "");
  const busy = useSignal(false);
  useEffect(() => { read("/gaps.json").then((it) => { told.value = it; }, (error) => { fault.value = error; }); }, [fileChanges.value]);
  const gaps = told.value?.gaps ?? [];
  if (!gaps.length && !fault.value) return null;
  const filled = gaps.filter((each) => values.value[each.path]?.trim()).length;
  async function fill(wide) {
    busy.value = true;
    fault.value = null;
    try {
      localStorage.setItem("servanda:author", by.value);
      await send("/gaps/fill", { values: values.value, by: by.value, wide, revision_of_file: told.peek().revision_of_file });
      await written();
    } catch (error) { fault.value = error; } finally { busy.value = false; }
  }
  const set = (path, value) => { values.value = { ...values.value, [path]: value }; };
  return html`<section class="gaps-form" aria-labelledby="gaps-title"><h2 id="gaps-title">${plural(gaps.length, "number")} still open</h2>
    <p>Nobody has said yet what they are, so that there is no verdict. Those that move one most stand first. Write a range that holds the truth nine times in ten, as you would say it: <code>0.2 to 0.5</code>, <code>20 to 60 percent</code>, <code>likely</code>. What you do not know can be left wide open.</p>
    <form onSubmit=${(event) => { event.preventDefault(); void fill(false); }}>
      <ol>${gaps.map((each, index) => html`<li key=${each.path}><label for=${`gap-${index}`}>${each.label}${each.unit && !["share", "probability"].includes(each.unit) ? html` <span class="faint">(${each.unit})</span>` : ""}</label>
        <input id=${`gap-${index}`} list=${each.words.length ? "gap-words" : undefined} placeholder=${each.example ? `such as ${each.example}` : `such as ${each.wide}`} value=${values.value[each.path] ?? ""} onInput=${(event) => set(each.path, event.target.value)} />
        <button type="button" class="quiet" onClick=${() => set(each.path, each.wide)}>wide: ${each.wide}<span class="for-ears"> for ${each.label}</span></button>
        ${each.watch && html`<span class="below">Look at ${each.watch}.</span>`}</li>`)}</ol>
      <datalist id="gap-words">${[...new Set(gaps.flatMap((each) => each.words))].map((word) => html`<option key=${word} value=${word} />`)}</datalist>
      <p><label>Whose judgement this is <input required autocomplete="name" value=${by.value} onInput=${(event) => { by.value = event.target.value; }} /></label></p>
      ${fault.value && html`<${FaultNote} fault=${fault.value} />`}
      <p class="row"><button class="main" type="submit" disabled=${busy.value || filled === 0 || !by.value.trim()}>${filled === gaps.length ? "See the first verdicts" : `Fill in ${plural(filled, "number")}`}</button>
        ${filled < gaps.length && html`<button type="button" disabled=${busy.value || !by.value.trim()} onClick=${() => fill(true)}>Leave the rest wide open, see the first verdicts</button>`}</p>
    </form></section>`;
}
