// A review of the demo's governor that is under way, so that its pages have something to show. Its title says that it is
// made up.

import type { Context } from '../context.ts';
import { addMinutes } from '../domain/period.ts';
import type { Actor } from '../domain/person.ts';
import { optionsOf } from '../domain/review-criteria.ts';
import { happens, oneOf, randomFrom } from '../domain/random.ts';
import { enterDecision } from './enter-review.ts';
import { makeReview, reviewableUnits } from './make-review.ts';
import { criteriaOf, latestCriteria } from './review-criteria.ts';

const governor = 'FMVL';
const daysAgo = 20;
/** Decisions gone through so far, by office; the demo's own office in the county comes first, the last has not begun. */
const progress = [12, 9, 7, 4, 0];

/** Does nothing where the demo's governor is missing, or there is a review already. */
export function reviewDemo({ store, now }: Pick<Context, 'store' | 'now'>): void {
  const person = store.person.byEmail('governor@example.org');
  if (!person || store.review.all().length > 0) return;
  const actor: Actor = { id: person.id, who: `person:${person.id}`, name: person.name, roles: person.roles };
  const start = addMinutes(now(), -daysAgo * 24 * 60);
  const then = { store, now: () => start };
  const year = Number(start.slice(0, 4)) - 1;
  const span = { from: `${year}-01-01`, to: `${year}-12-31` };
  const own = store.person.byEmail('single@example.org')?.roles[0]?.scope;
  const all = reviewableUnits(then, governor, span.to);
  const units = [...all.filter(({ office }) => office === own), ...all.filter(({ office }) => office !== own)]
    .slice(0, progress.length)
    .map(({ id }) => id);
  const typed = { title: `Syntetisk døme: vedtak frå ${year}`, ...span, units };
  const made = makeReview(then, actor, { governor, typed, key: 'demo' });
  if (made.kind !== 'made') return;
  units.forEach((unit, place) => {
    const random = randomFrom(`review ${unit}`);
    for (let number = 1; number <= (progress[place] ?? 0); number += 1) {
      const answers = Object.fromEntries(
        criteriaOf(latestCriteria()).map((one, index) => {
          // Some criteria are met more often than others, and some offices do better.
          const isMet = one.kind === 'judgement' && happens(random, 0.85 - 0.08 * index + 0.05 * place);
          return [one.id, isMet ? 'yes' : oneOf(random, optionsOf(one))];
        }),
      );
      const at = addMinutes(start, 60 * place + 5 * number);
      const decision = { review: made.id, unit, typed: answers, key: `demo:${unit}:${number}` };
      enterDecision({ store, now: () => at }, actor, decision);
    }
  });
}
