"use strict";
const form = document.getElementById("answers"), told = document.getElementById("told");
const quantiles = ["5%", "50%", "95%"];
function numberOf(text) {
  const plain = text.trim().replace(/%$/, "").replace(",", ".");
  return plain === "" || !isFinite(plain) ? NaN : Number(plain);
}
function faultOf(values) {
  if (values.every((value) => value.trim() === "")) return "";
  const numbers = values.map(numberOf);
  if (numbers.some((value) => isNaN(value))) return "Give all three as numbers, or none.";
  if (!(numbers[0] < numbers[1] && numbers[1] < numbers[2])) return "They must rise: 5% < 50% < 95%.";
  return "";
}
function cellOf(text) {
  const safe = /^[\s'"]*[=+@-]/.test(text) && isNaN(numberOf(text)) ? "'" + text : text;
  return '"' + safe.replace(/"/g, '""') + '"';
}
function look(field) {
  const values = quantiles.map((name) => field.elements[name].value);
  const fault = faultOf(values);
  field.querySelector(".wrong").textContent = fault;
  field.classList.toggle("faulty", fault !== "");
  return { values, fault };
}
for (const field of form.querySelectorAll("fieldset")) {
  field.addEventListener("change", () => look(field));
}
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const rows = [["id", "question", "unit", ...quantiles, "why"]];
  let answered = 0, first = null;
  for (const field of form.querySelectorAll("fieldset")) {
    const { values, fault } = look(field);
    if (fault && !first) first = field;
    if (values.some((value) => value.trim() !== "")) answered += 1;
    const plain = values.map((value) => (value.trim() === "" ? "" : String(numberOf(value))));
    rows.push([field.dataset.id, field.dataset.name, field.dataset.unit, ...plain,
      field.elements.why.value]);
  }
  if (first) {
    told.textContent = "Not saved: see the question in red.";
    first.elements["5%"].focus();
    return;
  }
  if (!answered) { told.textContent = "Not saved: no question is answered yet."; return; }
  const text = "\ufeff" + rows.map((row) => row.map(cellOf).join(",")).join("\r\n") + "\r\n";
  const link = document.createElement("a");
  link.href = "data:text/csv;charset=utf-8," + encodeURIComponent(text);
  link.download = "answers.csv";
  link.click();
  told.textContent = answered + " answered; saved as answers.csv. Send that file.";
});
