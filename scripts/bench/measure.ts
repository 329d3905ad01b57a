// Measures product and floor in turns, so that whatever else the machine does meets both.

export type Figure = {
  name: string;
  /** Milliseconds, or calls per second. */
  unit: 'ms' | '/s';
  floor: number;
  product: number;
  /** product ÷ floor: below 1 is faster for times, above 1 for rates. */
  ratio: number;
  target: string;
  met: boolean;
  /** How far apart the floor's rounds were, as a share of their median. */
  unrest: number;
};

/** Runs both sides in turns, `rounds` times after one that is thrown away; medians of the rounds. */
export async function inTurns(
  rounds: number,
  floor: () => number | Promise<number>,
  product: () => number | Promise<number>,
): Promise<{ floor: number; product: number; unrest: number }> {
  const floors: number[] = [];
  const products: number[] = [];
  for (let round = -1; round < rounds; round += 1) {
    const [one, other] = [await floor(), await product()];
    if (round < 0) continue;
    floors.push(one);
    products.push(other);
  }
  const middle = median(floors);
  return { floor: middle, product: median(products), unrest: (Math.max(...floors) - Math.min(...floors)) / middle };
}

/** Milliseconds that a call takes: the median of `times` calls. */
export function timed(times: number, work: () => unknown): number {
  const taken: number[] = [];
  for (let index = 0; index < times; index += 1) {
    const start = performance.now();
    work();
    taken.push(performance.now() - start);
  }
  return median(taken);
}

function median(values: number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

export function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
