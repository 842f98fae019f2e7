// A share of worlds: its strip, its figures, its word; and what it was before an edit.
import { html } from "../vendor/preact.js";
import { trials, trying, weighed } from "../session.js";
import { percent, shareText, slug, tooFew, whyNone } from "../words.js";

const at = (share) => `${(100 * Math.min(Math.max(share, 0), 1)).toFixed(2)}%`;

/** The strip: error as a bar, share as a dot on the axis 0 to 1, the share before as a ring. */
export function Strip({ share, was, tone = 0 }) {
  if (tooFew(share)) return null;
  const ghost = was?.share != null && Math.abs(was.share - share.share) > 0.004;
  return html`<svg class=${`strip tone-${tone}`} aria-hidden="true">
    <line class="axis" x1="0" x2="100%" y1="7" y2="7" />
    <line class="axis" x1="50%" x2="50%" y1="4" y2="10" />
    ${ghost && html`<line class="travel" x1=${at(was.share)} x2=${at(share.share)} y1="7" y2="7" />`}
    ${ghost && html`<circle class="before" cx=${at(was.share)} cy="7" r="3.4" />`}
    <line class="reach" x1=${at(share.low ?? share.share)} x2=${at(Math.max(share.high ?? share.share, (share.low ?? share.share) + 0.001))} y1="7" y2="7" />
    <circle class="dot" cx=${at(share.share)} cy="7" r="4.2" />
  </svg>`;
}

/** Whether a share moved by half a point or more. */
export const moved = (share, was) => !tooFew(was) && !tooFew(share) && was?.share != null && share?.share != null && Math.abs(was.share - share.share) >= 0.005;

/** Figures and word of a share, with what it was. */
export function ShareText({ share, was, words = true }) {
  if (tooFew(share)) return html`<span class="figure none">–</span>${words && html`<span class="below">${whyNone(share)}</span>`}`;
  return html`${moved(share, was) && html`<s class="was"><span class="for-ears">was </span>${percent(was.share)}</s>${" "}<span class="arrow" aria-hidden="true"><i>→</i></span>${" "}<span class="for-ears">now </span>`}<span class="figure">${shareText(share)}</span>${words && html`<span class="below">${share.words}</span>`}`;
}

/** A share as a block: figures, strip, word. */
export function ShareCell({ share, was, tone }) {
  return html`<div class="share">
    <span class="share-text"><${ShareText} share=${share} was=${was} words=${false} /></span>
    <${Strip} share=${share} was=${was} tone=${tone} />
    <span class="below">${tooFew(share) ? whyNone(share) : share.words}</span>
  </div>`;
}

/** The share that signs as parties' answers and dated events leave it, once it was worked out at rest. */
export function Weighed({ name }) {
  const share = weighed.value?.shares[name];
  if (!share) return null;
  return html`<span class="below weighed" title="Each world counts by how likely it makes what the parties answered in public and what has happened since."><strong>${percent(share.share)}</strong> weighed by answers and events</span>`;
}

/** The verdict's word, as the report colours it; what it was stands before it. */
export function Chip({ row }) {
  const before = row.was && row.was.chip !== row.chip ? row.was.chip : "";
  return html`<span class="chips">
    ${before && html`<span class=${`verdict old ${slug(before)}`}><span class="for-ears">was </span><s>${before}</s></span><span class="arrow" aria-hidden="true">→</span>`}
    <span class=${`verdict ${slug(row.chip)}`}><span class="for-ears">${before ? "now " : "verdict: "}</span>${row.chip}</span>
    ${row.firmness && html`<${Firmness} row=${row} />`}
  </span>`;
}

/** How firm a verdict is; one that only trials could call robust says that it was not yet tried. */
function Firmness({ row }) {
  const said = trials.value[row.name];
  if (said?.robust && said.chip === row.chip) return html`<span class=${`firmness${said.firmness === "robust" ? " is-robust" : ""}`} title=${said.robust.sentence}>${said.firmness}<span class="for-ears">: ${said.robust.sentence}</span></span>`;
  const note = !row.untried ? "" : trying.value === row.name ? ", on trial …" : ", not yet tried";
  return html`<span class="firmness">${row.firmness}${note}</span>`;
}
