// What the pages of notices share: who gets in, how far the person sees, and the links between them.

import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { noticeReach } from '../actions/notice-reach.ts';
import type { Context } from '../context.ts';
import type { NoticeReach } from '../store/notice-search.ts';
import { refuse } from './errors.ts';
import { textsOf } from './render.ts';
import { actorOf, signedIn } from './visitor.ts';

/** The links between the pages; `current` is the one that is shown. */
export type NoticeTab = { href: string; text: string; current: boolean };

declare module 'express-serve-static-core' {
  interface Request {
    /** Whose notices the person may see; set on every page of notices. */
    noticeReach?: NoticeReach;
  }
}

/** Lets in the directorate and governors; for others the pages are not there. */
export function requireReach(context: Context): RequestHandler {
  return (req: Request, res: Response, next: NextFunction) => {
    const person = signedIn(req);
    const reach = person && noticeReach(context, actorOf(person));
    if (!reach) return refuse(req, res, 'notFound');
    req.noticeReach = reach;
    return next();
  };
}

/** How far the person sees. Throws when it is asked for before `requireReach`. */
export function reachIn(req: Request): NoticeReach {
  if (!req.noticeReach) throw new Error('The reach has not been found yet');
  return req.noticeReach;
}

/** The links of the pages of notices; `current`: the address of the one that is shown, '' for a page below them. */
export function tabsOf(req: Request, current: string): NoticeTab[] {
  const { pages } = textsOf(req).notices;
  const tabs = {
    '/notices': pages.overview,
    '/notices/ledger': pages.ledger,
    '/notices/why': pages.why,
    '/notices/dry-run': pages.dryRun,
    '/incidents': pages.incidents,
  };
  return Object.entries(tabs).map(([href, text]) => ({ href, text, current: href === current }));
}
