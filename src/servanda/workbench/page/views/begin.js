// From nothing to a first verdict: a template, a case of the library, or articles to read.
import { html, useEffect, useRef, useSignal } from "../vendor/preact.js";
import { hand, read, send } from "../server.js";
import { FaultNote, Waiting } from "../parts/small.js";
import { plural } from "../words.js";

export default function Begin({ begun }) {
  const told = useSignal(null);
  const fault = useSignal(null);
  const busy = useSignal("");
  useEffect(() => { read("/begin.json").then((it) => { told.value = it; }, (error) => { fault.value = error; }); }, []);
  const it = told.value;

  async function template(each) {
    busy.value = each.kind ?? each.name;
    fault.value = null;
    try {
      await send("/begin/template", { kind: each.kind, name: each.name });
      await begun();
    } catch (error) { fault.value = error; } finally { busy.value = ""; }
  }

  return html`<h1 tabindex="-1">Begin a case</h1>
    <p class="summary">This folder holds no case yet. Begin from a template, from a case of the library, or from articles.</p>
    ${fault.value && html`<${FaultNote} fault=${fault.value} />`}
    ${!it ? !fault.value && html`<${Waiting}>Looking what there is to begin from …</${Waiting}>` : html`
    ${it.empty === false && html`<p>This folder holds a case already. <a href="/">To its verdicts</a></p>`}
    <div class="begin">
      <section aria-labelledby="articles-title"><h2 id="articles-title">From articles</h2><${Articles} it=${it} begun=${begun} /></section>
      <section aria-labelledby="template-title"><h2 id="template-title">From a template</h2>
        <p class="small">A case that can be assessed at once, with comments that say what belongs where.</p>
        <ul class="choices">${it.templates.map((each) => html`<li key=${each.kind ?? each.name}><div><strong>${each.name ?? each.kind}</strong><span class="below">${each.what}</span></div><button disabled=${busy.value !== "" || it.empty === false} onClick=${() => template(each)}>${busy.value === (each.kind ?? each.name) ? "Beginning …" : "Begin"}<span class="for-ears">: ${each.name ?? each.kind}</span></button></li>`)}</ul>
      </section>
      ${it.library?.length > 0 && html`<section aria-labelledby="library-title"><h2 id="library-title">From the library</h2>
        <p class="small">Cases that are shipped, to learn from and to change.</p>
        <ul class="choices">${it.library.map((each) => { const one = typeof each === "string" ? { name: each, title: each.replaceAll("_", " ") } : each; return html`<li key=${one.name}><div><strong>${one.title ?? one.name}</strong>${one.what ? html`<span class="below">${one.what}</span>` : ""}</div><button disabled=${busy.value !== "" || it.empty === false} onClick=${() => template({ kind: "library", name: one.name })}>Begin<span class="for-ears">: ${one.title ?? one.name}</span></button></li>`; })}</ul></section>`}
    </div>`}`;
}

function Articles({ it, begun }) {
  const files = useSignal([]);
  const over = useSignal(false);
  const step = useSignal(null); // {told, done}
  const fault = useSignal(null);
  const drafted = useSignal(null);
  const field = useRef(null);
  const add = (list) => { files.value = [...files.value, ...[...list].filter((file) => !files.value.some((each) => each.name === file.name))]; };

  async function start() {
    fault.value = null;
    try {
      let job = null;
      for (const [index, file] of files.value.entries()) {
        step.value = { told: `Handing over ${file.name}`, done: (index + 0.5) / files.value.length / 4 };
        const said = await hand("/begin/articles", file);
        job = said.job?.id ?? said.job ?? job;
      }
      while (job) {
        const said = await read(`/explore/${encodeURIComponent(job)}.json`);
        step.value = { told: said.note || "Reading", done: 0.25 + 0.5 * (said.done ?? 0) };
        if (said.state === "failed") throw Object.assign(new Error(said.note || "the articles could not be read"), { whatToDo: "" });
        if (said.state !== "running" && said.state !== "waiting") break;
        await new Promise((then) => { setTimeout(then, 400); });
      }
      step.value = { told: "Drafting a first case", done: 0.8 };
      const said = await send("/begin/draft");
      if (said.gaps?.length) { drafted.value = said; step.value = null; } else await begun();
    } catch (error) { fault.value = error; step.value = null; }
  }

  if (it.can_read === false) return html`<p>${it.why_not || "Reading needs parts that are not installed."}</p>`;
  if (drafted.value) return html`<p><strong>A first case is drafted.</strong> These gaps are left, those that move a verdict most first:</p>
    <ol class="gaps">${drafted.value.gaps.slice(0, 12).map((gap, index) => html`<li key=${index}>${typeof gap === "string" ? gap : gap.says ?? gap.label ?? gap.path}</li>`)}</ol><button class="main" onClick=${begun}>Fill them in, see the first verdicts</button>`;
  return html`<p class="small">Drop ten articles, get a first verdict: who said what is read in them, cited word for word; what they do not say is left as a gap.</p>
    <div class=${`drop${over.value ? " over" : ""}`} onDragOver=${(event) => { event.preventDefault(); over.value = true; }} onDragLeave=${() => { over.value = false; }} onDrop=${(event) => { event.preventDefault(); over.value = false; add(event.dataTransfer.files); }}>
      <p>Drop files here, or <label class="button">choose them<input ref=${field} class="for-ears" type="file" multiple accept=".txt,.md,.html,.htm,.pdf,.docx,.xml,.json" onChange=${(event) => { add(event.target.files); event.target.value = ""; }} /></label></p>
      <p class="below">text, Markdown, web pages, PDF, Word</p>
    </div>
    ${files.value.length > 0 && html`<ul class="files">${files.value.map((file) => html`<li key=${file.name}>${file.name} <span class="faint">${Math.ceil(file.size / 1024).toLocaleString("en")} kB</span> <button class="quiet" aria-label=${`Leave out ${file.name}`} onClick=${() => { files.value = files.value.filter((each) => each !== file); }}>×</button></li>`)}</ul>`}
    ${fault.value && html`<${FaultNote} fault=${fault.value} />`}
    ${step.value ? html`<div role="status"><progress max="1" value=${step.value.done} aria-label="How far"></progress><p class="small">${step.value.told} …</p></div>` : files.value.length > 0 && html`<button class="main" onClick=${start}>Read ${plural(files.value.length, "article")}</button>`}`;
}
