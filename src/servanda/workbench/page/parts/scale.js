// Where a value lies on a slider's track, and which value a place on it stands for.

const STEPS = 400;

/** The scale of a number: linear, or logarithmic where its range spans orders of magnitude. */
export function scaleOf(number, range) {
  const window = windowOf(number);
  const ends = [number.low, number.high, range?.[0], range?.[1]].filter((value) => Number.isFinite(value));
  const start = Math.min(window.start, ...ends);
  const stop = Math.max(window.stop, ...ends);
  const log = window.log && start > 0;
  const width = log ? Math.log(stop / start) : stop - start;
  const decimals = Math.min(9, Math.max(0, 1 - Math.floor(Math.log10((stop - start) / 100 || 1))));
  return {
    steps: STEPS,
    place(value) {
      if (!(width > 0)) return STEPS / 2;
      const along = log ? Math.log(Math.max(value, start) / start) : value - start;
      return Math.round((along / width) * STEPS);
    },
    value(place) {
      const along = (place / STEPS) * width;
      const raw = log ? start * Math.exp(along) : start + along;
      const rounded = log ? Number(raw.toPrecision(3)) : Number(raw.toFixed(decimals));
      return Math.min(Math.max(rounded, number.at_least ?? start), number.at_most ?? stop);
    },
    share(value) {
      if (!(width > 0)) return 0.5;
      const along = log ? Math.log(Math.max(value, start) / start) : value - start;
      return Math.min(Math.max(along / width, 0), 1);
    },
  };
}

/** The part of the line that the track shows: all of it, or the surroundings of a narrow range. */
function windowOf(number) {
  const least = number.at_least ?? number.scale_low ?? -Infinity;
  const most = number.at_most ?? number.scale_high ?? Infinity;
  const width = number.high - number.low || Math.abs(number.high) / 2 || 0.1;
  if (most - least <= 6 * width) return { start: least, stop: most, log: false };
  const ratio = number.high / number.low;
  if (number.log || (number.low > 0 && ratio >= 8)) {
    const reach = Math.max(ratio ** 0.6, 3);
    return { start: Math.max(least, number.low / reach), stop: Math.min(most, number.high * reach), log: true };
  }
  return { start: Math.max(least, number.low - 1.5 * width), stop: Math.min(most, number.high + 1.5 * width), log: false };
}
