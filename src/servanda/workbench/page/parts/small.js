// Small things that several views show.
import { html } from "../vendor/preact.js";
import { basisClass } from "../words.js";

/** What went wrong, where, and what to do. */
export function FaultNote({ fault, children }) {
  return html`<div class="fault" role="alert">
    <p><strong>${fault.message}</strong>${fault.where ? html` <code>${fault.where}</code>` : ""}</p>
    ${fault.whatToDo && html`<p>${fault.whatToDo}</p>`}
    ${children}
  </div>`;
}

/** What a number rests on, in the report's colours. */
export const Basis = ({ basis }) => html`<span class=${`basis ${basisClass(basis)}`}>${(basis || "unsourced").replaceAll("_", " ")}</span>`;

/** A change of a file, line by line. */
export function Diff({ text, label = "Change of the case file" }) {
  const kind = (line) => (line.startsWith("@@") ? "hunk" : /^(---|\+\+\+)/.test(line) ? "head" : line[0] === "+" ? "added" : line[0] === "-" ? "taken" : "same");
  return html`<pre class="diff" tabindex="0" role="region" aria-label=${label}>${text.replace(/\n$/, "").split("\n").map((line, index) => html`<span key=${index} class=${kind(line)}>${line}${"\n"}</span>`)}</pre>`;
}

/** A quotation with where it stands. */
export function Quote({ quote, source, title, start }) {
  const query = start == null ? `quote=${encodeURIComponent(quote.slice(0, 300))}` : `start=${start}`;
  return html`<blockquote class="quote"><p>${quote}</p>
    ${source && html`<footer><a href=${`/evidence?source=${encodeURIComponent(source)}&${query}`}>${title || source}</a></footer>`}
  </blockquote>`;
}

export const Waiting = ({ children }) => html`<p class="waiting" role="status">${children}</p>`;
