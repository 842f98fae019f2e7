// An article as text: its statements marked, a sentence to be picked by mouse or by keyboard.
import { html, useEffect, useMemo, useRef, useSignal } from "../vendor/preact.js";
import { read } from "../server.js";
import { FaultNote, Waiting } from "./small.js";

const sentencesOf = new Intl.Segmenter("en", { granularity: "sentence" });

/** Offsets of the server count code points, those of a string UTF-16 units: a table between them. */
function points(text) {
  const list = [...text];
  return { list, slice: (from, to) => list.slice(from, to).join(""), of: (units) => [...text.slice(0, units)].length };
}

export function Article({ source, query, statements, current, cite }) {
  const told = useSignal(null);
  const fault = useSignal(null);
  const picked = useSignal(null); // {start, end, quote}
  const choosing = useSignal(false);
  const body = useRef(null);
  useEffect(() => {
    if (!source) return undefined;
    picked.value = null;
    const abort = new AbortController();
    read(`/evidence/${encodeURIComponent(source)}.json`, {}, abort.signal).then((it) => { told.value = it; fault.value = null; }, (error) => { if (error.name !== "AbortError") { fault.value = error; told.value = null; } });
    return () => abort.abort();
  }, [source]);
  const it = told.value?.id === source ? told.value : null;
  const paragraphs = useMemo(() => (it?.paragraphs ?? []).map((each) => ({ ...each, points: points(each.text), sentences: sentences(each) })), [it]);

  // Where a link leads: to the sentence that a number cites.
  useEffect(() => {
    if (!it || (!query.start && !query.quote)) return;
    const start = query.start ? Number(query.start) : findQuote(paragraphs, query.quote);
    requestAnimationFrame(() => {
      const at = [...(body.current?.querySelectorAll("[data-from]") ?? [])].findLast((each) => Number(each.dataset.from) <= start);
      at?.classList.add("target");
      at?.scrollIntoView({ block: "center" });
    });
  }, [it, query.start, query.quote]);

  useEffect(() => {
    if (!current.value) return;
    body.current?.querySelector(`[data-of="${CSS.escape(current.value)}"]`)?.scrollIntoView({ block: "nearest" });
  }, [current.value, it]);

  useEffect(() => {
    function pressed(event) {
      if (event.key.toLowerCase() !== "s" || event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
      event.preventDefault();
      choosing.value = true;
      requestAnimationFrame(() => body.current?.querySelector(".sentence-pick")?.focus());
    }
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, []);

  function selected() {
    const selection = getSelection();
    if (selection.isCollapsed || !body.current?.contains(selection.anchorNode)) return;
    const range = selection.getRangeAt(0);
    const swept = [...body.current.querySelectorAll("[data-from]")].filter((each) => range.intersectsNode(each)
      && !(each.contains(range.startContainer) && range.startOffset === range.startContainer.length)
      && !(each.contains(range.endContainer) && range.endOffset === 0));
    if (!swept.length || selection.toString().trim().length < 3) return;
    const from = Number(swept[0].dataset.from);
    const to = Number(swept.at(-1).dataset.from) + 1;
    const whole = paragraphs.flatMap((each) => each.sentences).filter((each) => each.start < to && each.end > from);
    // What was swept is widened to whole sentences of one paragraph; a quotation of half a one can mislead.
    const paragraph = paragraphs.find((each) => from >= each.start && from < each.end);
    const inside = whole.filter((each) => each.start >= paragraph.start && each.end <= paragraph.end);
    if (inside.length) pick(inside[0].start, inside.at(-1).end, paragraph);
  }

  function pick(start, end, paragraph) {
    const raw = paragraph.points.slice(start - paragraph.start, end - paragraph.start);
    const quote = raw.trim();
    const lead = [...raw].length - [...raw.trimStart()].length;
    picked.value = { start: start + lead, end: start + lead + [...quote].length, quote };
  }

  function keyed(event, sentence, paragraph) {
    const all = [...body.current.querySelectorAll(".sentence-pick")];
    const at = all.indexOf(event.currentTarget);
    const to = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to !== undefined) { all[Math.min(Math.max(to, 0), all.length - 1)].focus(); event.preventDefault(); }
    else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      pick(sentence.start, sentence.end, paragraph);
      requestAnimationFrame(() => document.querySelector("form.cite input:checked")?.focus());
    } else if (event.key === "Escape") { choosing.value = false; picked.value = null; }
  }

  if (fault.value) return html`<div class="article"><${FaultNote} fault=${fault.value} /></div>`;
  if (!it) return html`<div class="article">${source ? html`<${Waiting}>Opening the article …</${Waiting}>` : html`<p class="faint">The case has no source yet.</p>`}</div>`;
  const marks = [...(it.marks ?? [])].sort((a, b) => a.start - b.start);
  return html`<article class="article" aria-labelledby="article-title">
    <header><h2 id="article-title">${it.title}</h2><p class="small">${[it.author, it.publisher, it.date].filter(Boolean).join(", ")}${it.why_not ? html`<br />${it.why_not}` : ""}</p>
      <button onClick=${() => { choosing.value = !choosing.value; if (choosing.value) requestAnimationFrame(() => body.current?.querySelector(".sentence-pick")?.focus()); }} aria-pressed=${choosing.value}>Choose a sentence by keyboard <kbd>s</kbd></button></header>
    <div class="article-body" ref=${body} onMouseUp=${selected} onTouchEnd=${() => setTimeout(selected, 50)}>
      ${(it.quotes ?? []).map((quote, index) => html`<blockquote key=${index} class="quote"><p>${quote}</p></blockquote>`)}
      ${paragraphs.map((paragraph, index) => html`<p key=${index} class=${/^#/.test(paragraph.text) ? "headline" : ""}>${paragraph.sentences.map((sentence) => html`<${Sentence} key=${sentence.start} sentence=${sentence} paragraph=${paragraph} marks=${marks} picked=${picked.value} current=${current.value} statements=${statements}
        choosing=${choosing.value} keyed=${keyed} onPick=${(id) => { if (getSelection().isCollapsed && id) current.value = id; }} />`)}</p>`)}
    </div>
    ${picked.value && html`<div class="cite-place">${cite(picked.value)}<button class="quiet close" onClick=${() => { picked.value = null; }}><span aria-hidden="true">×</span><span class="for-ears">Do not cite</span></button></div>`}
  </article>`;
}

function sentences(paragraph) {
  const list = [];
  let start = paragraph.start;
  for (const { segment } of sentencesOf.segment(paragraph.text)) {
    const end = start + [...segment].length;
    list.push({ start, end });
    start = end;
  }
  return list;
}

function findQuote(paragraphs, quote) {
  const plain = (text) => text.replace(/\s+/g, " ");
  const head = plain(quote).slice(0, 60);
  for (const each of paragraphs) {
    const at = plain(each.text).indexOf(head);
    if (at >= 0) return each.start + [...plain(each.text).slice(0, at)].length;
  }
  return -1;
}

function Sentence({ sentence, paragraph, marks, picked, current, statements, choosing, keyed, onPick }) {
  const cuts = new Set([sentence.start, sentence.end]);
  const over = marks.filter((mark) => mark.start < sentence.end && mark.end > sentence.start);
  for (const mark of over) for (const at of [mark.start, mark.end]) if (at > sentence.start && at < sentence.end) cuts.add(at);
  const edges = [...cuts].sort((a, b) => a - b);
  const pieces = edges.slice(0, -1).map((from, index) => {
    const text = paragraph.points.slice(from - paragraph.start, edges[index + 1] - paragraph.start);
    const covering = over.filter((each) => each.start <= from && each.end >= edges[index + 1]);
    const mark = covering.find((each) => each.statement && each.statement === current) ?? covering.find((each) => each.statement) ?? covering[0];
    const cited = covering.find((each) => !each.statement);
    const statement = mark && statements.find((each) => each.id === mark.statement);
    const kind = statement?.decision ? ` is-${statement.decision}` : "";
    return mark
      ? html`<mark key=${from} data-from=${from} data-of=${mark.statement ?? undefined} class=${`${mark.statement && mark.statement === current ? "current" : ""}${mark.statement ? "" : " only"}${cited ? " cited" : ""}${kind}`} title=${cited?.used_by?.length ? `Cited for ${cited.used_by.join(", ")}` : undefined} onClick=${() => onPick(mark.statement)}>${text}</mark>`
      : html`<span key=${from} data-from=${from}>${text}</span>`;
  });
  const chosen = picked && picked.start < sentence.end && picked.end > sentence.start;
  if (!choosing) return html`<span class=${chosen ? "picked" : ""}>${pieces}</span>`;
  return html`<span class=${`sentence-pick${chosen ? " picked" : ""}`} role="button" tabindex=${sentence.start === 0 || chosen ? 0 : -1} aria-pressed=${Boolean(chosen)} onKeyDown=${(event) => keyed(event, sentence, paragraph)}>${pieces}</span>`;
}
