// Where a value lies on a slider's track, and which value a place on it stands for.

const STEPS = 400;

/** The scale of a number: linear, or logarithmic where its range spans orders of magnitude. */
export function scaleOf(number, range) {
  const ends = [number.low, number.high, range?.[0], range?.[1]].filter((value) => Number.isFinite(value));
  const start = Math.min(number.scale_low ?? number.at_least ?? 0, ...ends);
  const stop = Math.max(number.scale_high ?? number.at_most ?? 1, ...ends);
  const log = Boolean(number.log) && start > 0;
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
