// Chance that can be had again: the same seed gives the same run.

export type Chance = {
  /** In [0, 1). */
  next: () => number;
  /** A whole number from..to, both included. */
  whole: (from: number, to: number) => number;
  isTrue: (probability: number) => boolean;
  /** One of the list, which must not be empty. */
  oneOf: <Item>(items: readonly Item[]) => Item;
};

/** mulberry32 over a hash of the text. */
export function chanceOf(seed: string): Chance {
  let state = 2166136261;
  for (const character of seed) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 16777619);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    whole,
    isTrue: (probability) => next() < probability,
    oneOf: (items) => {
      const item = items[whole(0, items.length - 1)];
      if (item === undefined) throw new Error('Nothing to choose from');
      return item;
    },
  };
}
