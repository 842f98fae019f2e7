// In a notebook a case is written from Python: what stands in the panel is `panel.case` there.
import { notice } from "../notices.js";

export const bases = { get: () => undefined, set() {}, drop() {} };

export function openWriting() {
  notice.value = { text: "In a notebook, Python has the case as it stands here: panel.case.", more: "To write a number with what it rests on, open the workbench: servanda serve." };
}
