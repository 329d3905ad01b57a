// Looks for another set of numbers that nobody could tell from the true one: everything shown is the same, every
// relation holds, and one hidden number is different. What such a set exists for cannot be worked out, whatever the
// method. No solver is needed: the set itself is the proof, whole numbers that can be added up.

/** A number that the public knows or does not; cells that are known to be equal are one number. */
export type Unknown = {
  value: number;
  /** The value in the set being made, and the step by which the search under way changes it. */
  now: number;
  step: number;
  /** Zero is always shown, so what is hidden is at least 1 (but where a zero had to be hidden). */
  lowest: number;
  /** Whether it may be changed: when it is hidden. */
  hidden: boolean;
  /** What is lost by hiding it; Infinity when it is public for good. */
  cost: number;
  equations: { equation: Equation; factor: number }[];
  limits: { limit: Limit; factor: number }[];
};

/** A sum that must stay as it is; `off` is how far the steps have moved it. */
export type Equation = { terms: { unknown: Unknown; factor: number }[]; off: number };

/** A sum that must not rise by more than its slack. */
export type Limit = { slack: number };

/** Steps tried before a search gives up; what it then fails to prove is hidden more, never shown. */
const patience = 200;

type Search = { broken: Set<Equation>; moved: Unknown[]; left: number; allowance: number };

/**
 * Changes `start` by `by`, and others so that everything shown stays as it is. Numbers shown may be among them, to be
 * hidden, as long as their costs are within the allowance. Gives all that changed (their `now` is the new value), or null
 * and changes nothing.
 */
export function shift(start: Unknown, by: number, allowance: number): Unknown[] | null {
  const search: Search = { broken: new Set(), moved: [], left: patience, allowance };
  const found = step(search, start, by) && mend(search);
  for (const unknown of search.moved) {
    if (found) unknown.now += unknown.step;
    for (const { equation } of unknown.equations) equation.off = 0;
    for (const { limit, factor } of found ? [] : unknown.limits) limit.slack += factor * unknown.step;
    unknown.step = 0;
  }
  return found ? search.moved : null;
}

/** Puts the values back to the true ones. */
export function restore(moved: Iterable<Unknown>): void {
  for (const unknown of moved) {
    for (const { limit, factor } of unknown.limits) limit.slack += factor * (unknown.now - unknown.value);
    unknown.now = unknown.value;
  }
}

/** Mends one broken sum after another, the one with the fewest ways first, and goes back where there is no way on. */
function mend(search: Search): boolean {
  if (search.broken.size === 0) return true;
  const ways = fewestWays(search);
  for (const { unknown, by } of ways) {
    if (search.left <= 0) return false;
    const moved = search.moved.length;
    if (step(search, unknown, by) && mend(search)) return true;
    while (search.moved.length > moved) stepBack(search);
  }
  return false;
}

type Way = { unknown: Unknown; by: number; broken: number; cost: number };

function fewestWays(search: Search): Way[] {
  let fewest: Way[] | null = null;
  for (const equation of search.broken) {
    const ways: Way[] = [];
    for (const { unknown, factor } of equation.terms) {
      const by = -equation.off / factor;
      const cost = unknown.hidden ? 0 : unknown.cost;
      if (unknown.step !== 0 || cost > search.allowance || !Number.isInteger(by)) continue;
      if (unknown.now + by >= unknown.lowest) ways.push({ unknown, by, broken: brokenBy(unknown, by), cost });
    }
    if (!fewest || ways.length < fewest.length) fewest = ways;
    if (ways.length === 0) break;
  }
  return (fewest ?? []).sort(
    (one, other) => one.broken - other.broken || one.cost - other.cost || other.unknown.now - one.unknown.now,
  );
}

/** How many more sums would be broken than mended. */
function brokenBy(unknown: Unknown, by: number): number {
  let broken = 0;
  for (const { equation, factor } of unknown.equations) {
    if (equation.off === 0) broken += 1;
    else if (equation.off + factor * by === 0) broken -= 1;
  }
  return broken;
}

function step(search: Search, unknown: Unknown, by: number): boolean {
  search.left -= 1;
  unknown.step = by;
  if (!unknown.hidden) search.allowance -= unknown.cost;
  search.moved.push(unknown);
  for (const { equation, factor } of unknown.equations) move(search, equation, factor * by);
  let within = unknown.now + by >= unknown.lowest;
  for (const { limit, factor } of unknown.limits) {
    limit.slack -= factor * by;
    if (limit.slack < 0) within = false;
  }
  return within;
}

function stepBack(search: Search): void {
  const unknown = search.moved.pop();
  if (!unknown) return;
  for (const { equation, factor } of unknown.equations) move(search, equation, -factor * unknown.step);
  for (const { limit, factor } of unknown.limits) limit.slack += factor * unknown.step;
  if (!unknown.hidden) search.allowance += unknown.cost;
  unknown.step = 0;
}

function move({ broken }: Search, equation: Equation, by: number): void {
  equation.off += by;
  if (equation.off === 0) broken.delete(equation);
  else broken.add(equation);
}
