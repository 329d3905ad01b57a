// The front page is no page: it leads to the person's next job.

import { Router } from 'express';
import { listOwed } from '../actions/list-owed.ts';
import type { Context } from '../context.ts';
import { nextJob } from '../domain/next-job.ts';
import { actorOf, requirePerson, signedIn, todayOf } from './visitor.ts';

export function homePages(context: Context): Router {
  const router = Router();
  router.get('/', requirePerson, (req, res) => {
    const person = signedIn(req);
    if (!person) return;
    const owed = listOwed(context, actorOf(person)).map(({ unit, period }) => ({ unit: unit.id, period }));
    res.redirect(303, nextJob(person, owed, todayOf(req)));
  });
  return router;
}
