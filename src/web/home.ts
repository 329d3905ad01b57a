// The front page is no page: it leads to the person's next job.

import { Router } from 'express';
import { listReports } from '../actions/list-reports.ts';
import type { Context } from '../context.ts';
import { nextJob, type Undelivered } from '../domain/next-job.ts';
import { addMonths, type Day, type Period } from '../domain/period.ts';
import { type Person, rolesOn } from '../domain/person.ts';
import { actorOf, requirePerson, signedIn, todayOf } from './visitor.ts';

export function homePages(context: Context): Router {
  const router = Router();
  router.get('/', requirePerson, (req, res) => {
    const person = signedIn(req);
    const today = todayOf(req);
    res.redirect(303, person ? nextJob(person, undelivered(context, person, today), today) : '/sign-in');
  });
  return router;
}

/** What the person's own offices owe for the year up to the latest opened period. */
function undelivered(context: Context, person: Person, today: Day): Undelivered {
  const to = context.store.period.latestOpened();
  if (to === null) return [];
  const from: Period = addMonths(to, -11);
  const roles = rolesOn(person.roles, today).filter(({ role }) => role === 'reporter' || role === 'leader');
  const offices = new Set(roles.map(({ scope }) => scope));
  const units = new Set([...offices].flatMap((office) => context.store.unit.ofOffice(office, today)).map(({ id }) => id));
  return [...units].flatMap((unit) =>
    listReports(context, actorOf(person), { from, to, unit })
      .filter(({ status }) => status === 'open' || status === 'draft' || status === 'missing')
      .map(({ period }) => ({ unit, period })),
  );
}
