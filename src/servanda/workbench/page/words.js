// Numbers as the report writes them.

const MINUS = "−";

/** A number with so many significant digits: 0.03817 → 0.038, 1234.5 → 1,234. */
export function number(value, digits = 3) {
  if (value === null || value === undefined || !Number.isFinite(value)) return "–";
  if (value === 0) return "0";
  const size = Math.floor(Math.log10(Math.abs(value)));
  if (size < -5 || size >= 9) return value.toPrecision(digits);
  const decimals = Math.max(0, digits - 1 - size);
  const text = value.toLocaleString("en", { minimumFractionDigits: 0, maximumFractionDigits: decimals });
  return text.replace("-", MINUS);
}

/** A share as a percentage, with a decimal near either end: 0.712 → 71%, 0.0049 → 0.5%. */
export function percent(share) {
  const points = 100 * share;
  if (points > 0 && points < 0.1) return "<0.1%";
  if (points > 99.9 && points < 100) return ">99.9%";
  const near = Math.min(points, 100 - points) < 9.95 && points !== 0 && points !== 100;
  return `${points.toFixed(near ? 1 : 0)}%`;
}

export const range = (low, high, unit = "") =>
  `${low === high ? number(low) : `${number(low)} to ${number(high)}`}${unit && unit !== "share" && unit !== "probability" ? ` ${unit}` : ""}`;

/** The ICD 203 word a probability falls under, where the number has words. */
export function wordFor(value, words) {
  return words?.find((each) => value >= each.low && value <= each.high)?.word ?? "";
}

export const slug = (chip) => chip.replaceAll(" ", "-").replace("not-computed", "none");

export const plural = (count, one, many = `${one}s`) => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

export const ACTS = {
  accepts: "accepts it", in_principle: "accepts it in principle", conditional: "accepts it on conditions",
  rejects: "rejects it", undeclared: "has not declared itself",
};

export const basisClass = (basis) => (basis ?? "unsourced").replaceAll("_", "-").replaceAll(" ", "-");

/** A share with twice its standard error in points, as the report writes it: 71% ±0.9. */
export function shareText(share) {
  if (!share || share.share == null) return "–";
  if (share.text) return share.text;
  const shown = percent(share.share);
  const se = share.se ?? Math.max((share.high ?? share.share) - share.share, share.share - (share.low ?? share.share)) / 2;
  const points = 200 * se;
  if (/[<>]/.test(shown) && points < 0.1) return shown;
  return `${shown} ±${points < 0.05 ? "<0.1" : points.toFixed(points < 9.95 ? 1 : 0)}`;
}

/** Below thirty worlds a share is not put in figures. */
export const tooFew = (share) => !share || share.share == null || (share.worlds > 0 && share.worlds < 30);

/** Why there is no figure. */
export const whyNone = (share) =>
  !share ? "no world signs" : share.why_none || (share.worlds ? `${plural(share.worlds, "world")}: too few` : share.words || "not computed");

/** A spread over worlds: its middle, and 5% to 95%. */
export const spreadText = (spread, unit = "") =>
  !spread ? "–" : spread.text ?? `${number(spread.median, 2)}${unit ? ` ${unit}` : ""} (${number(spread.low, 2)} to ${number(spread.high, 2)})`;
