// Is a number unlike the unit's own earlier months? Robust: judged by the median and the median absolute deviation, which
// a single odd month does not move; and with an absolute floor, so that a small office does not cry wolf.

export type Outlier = {
  value: number;
  median: number;
  /** What would have been as usual, both included. */
  low: number;
  high: number;
};

/** How many earlier months are looked at, and how many of them must be known. */
export const outlierMonths = 24;
const fewestMonths = 6;
/** A number this close to the median is never unlike it. */
const floor = 5;
/** In standard deviations, as the median absolute deviation tells them of a normal distribution (Iglewicz and Hoaglin). */
const deviations = 3.5;
const deviationOfMad = 1.4826;

/** Null when the number is as usual, or fewer than six earlier months are known. */
export function outlierOf(value: number, history: number[]): Outlier | null {
  if (history.length < fewestMonths) return null;
  const median = medianOf(history);
  const mad = medianOf(history.map((one) => Math.abs(one - median)));
  const limit = Math.max(floor, deviations * deviationOfMad * mad);
  if (Math.abs(value - median) <= limit) return null;
  return { value, median, low: Math.max(0, Math.ceil(median - limit)), high: Math.floor(median + limit) };
}

/** How far off it is, in limits: above 1; for putting the oddest first. */
export function oddness({ value, median, low, high }: Outlier): number {
  return Math.abs(value - median) / Math.max(floor, value > median ? high - median : median - low);
}

/** The middle number, or the mean of the two middle ones. Throws when there are none. */
export function medianOf(numbers: number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  const [below, above] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.ceil((sorted.length - 1) / 2)]];
  if (below === undefined || above === undefined) throw new Error('There is no median of nothing');
  return (below + above) / 2;
}
