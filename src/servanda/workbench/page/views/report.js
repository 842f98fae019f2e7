// The brief as it will print, and its way out in every format.
import { html, useEffect, useRef, useSignal } from "../vendor/preact.js";
import { read, send } from "../server.js";
import { edited, fileChanges } from "../session.js";
import { notice } from "../notices.js";
import { FaultNote, Waiting } from "../parts/small.js";

export default function Report() {
  const told = useSignal(null);
  const fault = useSignal(null);
  const busy = useSignal("");
  useEffect(() => { read("/report.json").then((it) => { told.value = it; fault.value = null; }, (error) => { fault.value = error; }); }, [fileChanges.value]);
  const it = told.value;
  async function put(format) {
    busy.value = format.name;
    try {
      const said = await send("/report/export", { format: format.name });
      notice.value = { text: `Written to ${[said.written].flat().join(", ")} in the case folder.` };
    } catch (error) { notice.value = { text: error.message, more: error.whatToDo, bad: true }; } finally { busy.value = ""; }
  }
  return html`<h1 tabindex="-1">Report</h1>
    <p class="summary">The brief as it will print. It is drawn from the case as its file says it${edited.value.length ? "; what is changed and not yet written is not in it" : ""}.</p>
    ${fault.value && html`<${FaultNote} fault=${fault.value} />`}
    ${!it ? !fault.value && html`<${Waiting}>Looking which formats can be written …</${Waiting}>` : html`
    <section aria-labelledby="export-title" class="export"><h2 id="export-title">Export</h2>
      <ul class="formats">${it.formats.map((each) => html`<li key=${each.name}><strong>${called(each)}</strong>${each.title && each.title !== called(each) ? html`<span class="below">${each.title}</span>` : ""}
        ${each.available ? html`<span class="row"><a class="button" href=${each.url} download>Download<span class="for-ears"> as ${called(each)}</span></a><button disabled=${busy.value !== ""} onClick=${() => put(each)}>${busy.value === each.name ? "Writing …" : "Into the case folder"}<span class="for-ears"> as ${called(each)}</span></button></span>` : html`<span class="below">${each.why_not}</span>`}</li>`)}</ul></section>
    <section aria-labelledby="brief-title"><h2 id="brief-title">As it will print</h2>
      <p class="small"><a href=${it.html_url} target="_blank" rel="noopener">Open it in a tab of its own</a></p>
      <${Sheet} url=${it.html_url} /></section>`}`;
}

/** A format as people call it. */
const called = ({ name }) => ({ html: "HTML", md: "Markdown", markdown: "Markdown", docx: "Word", csv: "CSV", parquet: "Parquet", svg: "SVG", png: "PNG", pdf: "PDF", xlsx: "Excel", figures_pdf: "Figures as PDF" })[name] ?? name;

function Sheet({ url }) {
  const loaded = useSignal(false);
  const frame = useRef(null);
  return html`<div class="sheet">${!loaded.value && html`<${Waiting}>Drawing the brief; this takes some seconds …</${Waiting}>`}
    <iframe ref=${frame} src=${url} title="The brief as it will print" onLoad=${() => { loaded.value = true; }}></iframe></div>`;
}
