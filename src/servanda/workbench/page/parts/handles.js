// A range with two handles: two native sliders over one track, each a number in words.
import { html, useRef } from "../vendor/preact.js";
import { number as written, wordFor } from "../words.js";
import { beginGesture } from "../session.js";
import { scaleOf } from "./scale.js";

const BURST = 900; // ms: keys pressed within it are one movement of the hand

/**
 * `number`: as /numbers.json says it; `range`: where it stands; `onMove([low, high], moment)`.
 * With Shift held, an arrow key moves both ends.
 */
export function Handles({ number, range, onMove }) {
  const [low, high] = range;
  const scale = scaleOf(number, range);
  const lastKey = useRef(0);
  const both = useRef(false);

  function moved(end, event) {
    const value = scale.value(Number(event.target.value));
    let next;
    if (both.current) {
      const step = value - range[end];
      next = [low + step, high + step].map((each) => scale.value(scale.place(each)));
      if (next[1] - next[0] < (high - low) * 0.98) next = range;
    } else next = end === 0 ? [Math.min(value, high), high] : [low, Math.max(value, low)];
    event.target.value = scale.place(next[end]); // where a handle meets the other, it stays
    onMove(next, event.timeStamp || performance.now());
  }

  function pressed(event) {
    both.current = event.shiftKey;
    const now = performance.now();
    if (now - lastKey.current > BURST) beginGesture();
    lastKey.current = now;
  }

  const unit = number.unit && number.unit !== "share" ? ` ${number.unit}` : "";
  const told = (value, was) => {
    const word = wordFor(value, number.words);
    return `${written(value)}${unit}${word ? `, ${word}` : ""}${value !== was ? `; in the case ${written(was)}` : ""}`;
  };
  const [a, b] = [scale.share(low) * 100, scale.share(high) * 100];
  const [c, d] = [scale.share(number.low) * 100, scale.share(number.high) * 100];
  const slider = (end, value, was, called) => html`<input
    type="range" class=${end ? "handle high" : "handle low"} min="0" max=${scale.steps} step="1"
    value=${scale.place(value)} aria-label=${`${called}: ${number.label}`} aria-valuetext=${told(value, was)}
    onPointerDown=${() => { both.current = false; beginGesture(); }} onKeyDown=${pressed}
    onInput=${(event) => moved(end, event)} />`;
  return html`<div class=${`handles${scale.share(low) > 0.5 ? " low-above" : ""}`}>
    <div class="track"></div>
    <div class="band case" style=${{ left: `${c}%`, width: `${Math.max(d - c, 0.6)}%` }}></div>
    <div class="band now" style=${{ left: `${a}%`, width: `${Math.max(b - a, 0.6)}%` }}></div>
    ${slider(0, low, number.low, "Lowest")}
    ${slider(1, high, number.high, "Highest")}
  </div>`;
}
