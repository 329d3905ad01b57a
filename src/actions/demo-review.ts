// A review of the demo's governor that is under way, so that its pages have something to show. Its title says that it is
// made up.

import type { Context } from '../context.ts';
import { addMinutes } from '../domain/period.ts';
import { optionsOf } from '../domain/review-criteria.ts';
import { happens, oneOf, randomFrom } from '../domain/random.ts';
import { criteriaOf, latestCriteria } from './review-criteria.ts';
import { reviewableUnits } from './make-review.ts';

const governor = 'FMVL';
const daysAgo = 20;
/** Decisions gone through so far, by office; the demo's own office in the county comes first, the last has not begun. */
const progress = [12, 9, 7, 4, 0];

/** Does nothing where the demo's governor is missing, or there is a review already. */
export function reviewDemo(context: Pick<Context, 'store' | 'now'>): void {
  const { store } = context;
  const person = store.person.byEmail('governor@example.org');
  if (!person || store.review.all().length > 0) return;
  const at = addMinutes(context.now(), -daysAgo * 24 * 60);
  const by = { who: `person:${person.id}`, name: person.name };
  const year = Number(at.slice(0, 4)) - 1;
  const [from, to] = [`${year}-01-01`, `${year}-12-31`];
  const own = store.person.byEmail('single@example.org')?.roles[0]?.scope;
  const all = reviewableUnits(context, governor, to);
  const units = [...all.filter(({ office }) => office === own), ...all.filter(({ office }) => office !== own)]
    .slice(0, progress.length)
    .map(({ id }) => id);
  if (units.length === 0) return;
  const version = latestCriteria();
  const title = `Syntetisk døme: vedtak frå ${year}`;
  const review = store.review.add({ governor, title, from, to, units, criteria: version, ...by, at, key: 'demo' });
  const details = { from, to, units: units.length };
  store.event.record({ at, who: by.who, what: 'review.created', subject: `review:${review}`, details });
  units.forEach((unit, place) => {
    const random = randomFrom(`review ${unit}`);
    for (let number = 1; number <= (progress[place] ?? 0); number += 1) {
      const answers = Object.fromEntries(
        criteriaOf(version).map((one, index) => {
          // Some criteria are met more often than others, and some offices do better.
          const isMet = one.kind === 'judgement' && happens(random, 0.85 - 0.08 * index + 0.05 * place);
          return [one.id, isMet ? 'yes' : oneOf(random, optionsOf(one))];
        }),
      );
      const moment = addMinutes(at, 60 * place + 5 * number);
      store.review.addEntry({ review, unit, answers, ...by, at: moment, key: `demo:${unit}:${number}` });
      const entered = { unit, decision: number };
      store.event.record({
        at: moment,
        who: by.who,
        what: 'review.entered',
        subject: `review:${review}`,
        details: entered,
      });
    }
  });
}
