// What would have to change: questions started, watched, cancelled; what they found.
import { html, useEffect, useSignal } from "../vendor/preact.js";
import { read, send } from "../server.js";
import { go } from "../address.js";
import { fileChanges, jobChanges, load, order, rowOf } from "../session.js";
import { notice } from "../notices.js";
import { Adopted } from "../parts/adopt.js";
import { Chip, ShareText } from "../parts/share.js";
import { FaultNote, Waiting } from "../parts/small.js";

export default function Explore({ address }) {
  const { query } = address;
  const told = useSignal(null);
  const fault = useSignal(null);
  const proposal = useSignal(query.proposal ?? "");
  useEffect(() => {
    read("/explore.json").then((it) => { told.value = it; fault.value = null; }, (error) => { fault.value = error; });
  }, [jobChanges.value, fileChanges.value]);
  const it = told.value;
  const running = it?.jobs.some((job) => job.state === "running" || job.state === "waiting");
  // Progress is announced as events; where none comes, it is asked for.
  useEffect(() => {
    if (!running) return undefined;
    const timer = setInterval(() => { jobChanges.value += 1; }, 1500);
    return () => clearInterval(timer);
  }, [running]);
  const chosen = proposal.value || order.value[0] || "";
  const open = address.name;

  async function start(question) {
    try {
      const said = await send("/explore/start", { question: question.name, proposal: question.needs_proposal ? chosen : null, worlds: question.worlds ?? 2000 });
      jobChanges.value += 1;
      notice.value = { text: `Started: ${question.title}` };
      const job = said.job?.id ?? said.job;
      if (job) go(`/explore/${encodeURIComponent(job)}`);
    } catch (error) { notice.value = { text: error.message, more: error.whatToDo, bad: true }; }
  }
  const cancel = (job) => send(`/explore/${encodeURIComponent(job.id)}/cancel`).then(() => { jobChanges.value += 1; }, (error) => { notice.value = { text: error.message, more: error.whatToDo, bad: true }; });

  return html`<h1 tabindex="-1">Explore</h1>
    <p class="summary">What would have to change: each question runs beside your work and can be cancelled; verdicts stay as quick as they were.</p>
    ${fault.value && html`<${FaultNote} fault=${fault.value} />`}
    ${!it ? !fault.value && html`<${Waiting}>Looking what may be asked …</${Waiting}>` : html`<div class="explore">
      <section aria-labelledby="ask-title"><h2 id="ask-title">Questions</h2>
        <label>Of the proposal <select value=${chosen} onChange=${(event) => { proposal.value = event.target.value; }}>${order.value.map((name) => html`<option key=${name} value=${name} selected=${name === chosen}>${rowOf(name).value?.title ?? name}</option>`)}</select></label>
        <ul class="questions">${it.questions.map((each) => html`<li key=${each.name} class=${query.question === each.name ? "asked" : ""}>
          <div><h3>${each.title}</h3><p class="small">${each.what_it_answers}${each.needs_proposal ? "" : " Asked of the whole case."}${each.needs ? ` Needs ${each.needs}.` : ""}</p></div>
          <button class=${query.question === each.name ? "main" : ""} onClick=${() => start(each)}>Start<span class="for-ears">: ${each.title}</span></button></li>`)}</ul>
      </section>
      <section aria-labelledby="jobs-title" class="jobs"><h2 id="jobs-title">Under way and done</h2>
        ${it.jobs.length === 0 && html`<p class="faint">Nothing was asked yet.</p>`}
        <ul>${[...it.jobs].reverse().map((job) => html`<li key=${job.id} class=${`job is-${job.state}`}>
          <div class="row"><a href=${`/explore/${encodeURIComponent(job.id)}`} aria-current=${open === job.id ? "true" : undefined}>${titleOf(it, job)}</a><span class="state">${job.state}</span>
          ${(job.state === "running" || job.state === "waiting") && html`<button onClick=${() => cancel(job)}>Cancel<span class="for-ears">: ${titleOf(it, job)}</span></button>`}</div>
          ${job.proposal && html`<span class="below">${rowOf(job.proposal).value?.title ?? job.proposal}</span>`}
          ${job.state === "running" && html`<progress max="1" value=${job.done || undefined} aria-label=${`How far: ${titleOf(it, job)}`}></progress>`}
          ${job.note && html`<span class="below">${job.note}</span>`}
        </li>`)}</ul>
      </section>
      ${open && html`<${Found} id=${open} job=${it.jobs.find((job) => job.id === open)} />`}
    </div>`}`;
}

const titleOf = (it, job) => job.title ?? it.questions.find((each) => each.name === job.question)?.title ?? job.question;

function Found({ id, job }) {
  const told = useSignal(null);
  const fault = useSignal(null);
  const proposed = useSignal({});
  useEffect(() => {
    told.value = null;
    read(`/explore/${encodeURIComponent(id)}.json`).then((it) => { told.value = it; fault.value = null; }, (error) => { fault.value = error; });
  }, [id, job?.state]);
  const it = told.value;
  async function propose(each) {
    const name = `${it.question}_${each.index + 1}`.replace(/\W/g, "_").toLowerCase();
    try {
      const said = await send("/package/propose", { job: id, index: each.index, name });
      proposed.value = { ...proposed.value, [each.index]: said };
      await load();
    } catch (error) { notice.value = { text: error.message, more: error.whatToDo, bad: true }; }
  }
  return html`<section class="found" aria-label="What was found">
    ${fault.value && html`<${FaultNote} fault=${fault.value} />`}
    ${it && (it.state === "running" || it.state === "waiting") && html`<${Waiting}>Under way${it.note ? `: ${it.note}` : ""} …</${Waiting}>`}
    ${it && it.state === "failed" && html`<div class="fault"><p><strong>It could not be answered.</strong> ${it.note}</p></div>`}
    ${it && it.html && html`<${Adopted} markup=${it.html} class="finding" />`}
    ${it && !it.html && Object.entries(it.drawings ?? {}).map(([key, svg]) => html`<figure key=${key}><${Adopted} markup=${svg} class="drawing" /></figure>`)}
    ${it?.packages?.length > 0 && html`<h2>Packages to propose</h2><p class="small">A package is praised only after it was assessed again as a proposal of its own.</p>
      <ul class="packages">${it.packages.map((each) => { const said = proposed.value[each.index]; return html`<li key=${each.index}>
        <div><strong>${each.title}</strong><span class="below">${each.summary}</span>
          ${said?.row && html`<p class="assessed"><${Chip} row=${said.row} /> signed <${ShareText} share=${said.row.signed} words=${false} /></p>`}</div>
        ${said ? html`<a class="button" href=${`/proposal/${encodeURIComponent(said.proposal)}`}>See it as a proposal</a>` : html`<button onClick=${() => propose(each)}>Propose it<span class="for-ears">: ${each.title}</span></button>`}</li>`; })}</ul>`}
  </section>`;
}
