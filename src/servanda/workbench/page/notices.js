// What is said aside: changed verdicts to those who listen, and what came of a deed to all.
import { signal } from "./vendor/preact.js";

export const notice = signal(null); // {text, more, bad, link}
export const spoken = signal(""); // changes of verdict, for screen readers

const changed = new Map();
let timer = 0;

/** Say which verdicts changed, once the hand rests; shares alone are not read out. */
export function announceChanges(before, after) {
  after.forEach((row, index) => {
    const was = before[index];
    if (!was || was.chip === row.chip) return;
    const first = changed.get(row.name)?.from ?? was.chip;
    if (first === row.chip) changed.delete(row.name);
    else changed.set(row.name, { title: row.title, from: first, to: row.chip });
  });
  if (!changed.size) return;
  clearTimeout(timer);
  timer = setTimeout(() => {
    spoken.value = [...changed.values()].map((each) => `${each.title}: ${each.from} becomes ${each.to}.`).join(" ");
    changed.clear();
  }, 350);
}
