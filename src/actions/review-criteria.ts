// The criteria of reviews, as they lie in db/reviews: every version stays there, since reviews name theirs.

import { readdirSync, readFileSync } from 'node:fs';
import { type Criterion, type ReviewCriteria, reviewCriteria } from '../domain/review-criteria.ts';

const folder = new URL('../../db/reviews/', import.meta.url);
const read = new Map<string, ReviewCriteria>();

/** The criteria of a version. Throws when there is none, or its file has faults, which is a fault of the program. */
export function criteriaOf(version: string): Criterion[] {
  let known = read.get(version);
  if (!known) {
    const name = `${reviewCriteria.shape.version.parse(version)}.json`;
    known = reviewCriteria.parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8')));
    if (known.version !== version) throw new Error(`db/reviews/${name} holds ${known.version}`);
    read.set(version, known);
  }
  return known.criteria;
}

/** The version that a new review is made with: the highest number. */
export function latestCriteria(): string {
  const numbers = readdirSync(folder).flatMap((name) => Number(/^review-(\d+)\.json$/.exec(name)?.[1] ?? []));
  return `review-${Math.max(...numbers)}`;
}
