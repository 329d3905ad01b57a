// A small random generator of our own, so that what is made from a seed is the same on every machine and for ever.

/** Gives numbers in [0, 1), the same ones for the same seed. */
export type Random = () => number;

/** A generator for the text: mulberry32 started from its hash. Not for secrets. */
export function randomFrom(seed: string): Random {
  let state = hashOf(seed);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A count of independent happenings with the mean (Knuth's method; for means up to some hundred). */
export function poisson(random: Random, mean: number): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > limit; product *= random()) count += 1;
  return count;
}

/** True with the probability. */
export function happens(random: Random, probability: number): boolean {
  return random() < probability;
}

/** One of the list, each as likely. */
export function oneOf<Item>(random: Random, list: readonly Item[]): Item {
  const chosen = list[Math.floor(random() * list.length)];
  if (chosen === undefined) throw new Error('Nothing to choose from');
  return chosen;
}

/** FNV-1a over the code units, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}
