// Long lists, a page at a time: `?page=2`.

import type { Request } from 'express';
import { queryOf } from './body.ts';

/** `previous` and `next` keep the rest of the query; null where there is no such page. */
export type Pager = { page: number; pages: number; previous: string | null; next: string | null };

/** The page that is asked for; the nearest one when there is no such. */
export function pagerOf(req: Request, count: number, perPage: number): Pager & { offset: number } {
  const pages = Math.max(1, Math.ceil(count / perPage));
  const page = Math.min(pages, Math.max(1, askedPage(req)));
  const href = (other: number) => {
    const url = new URL(req.originalUrl, 'http://page');
    url.searchParams.set('page', String(other));
    url.searchParams.delete('lang');
    return `${url.pathname}${url.search}`;
  };
  return {
    ...{ page, pages, offset: (page - 1) * perPage },
    previous: page > 1 ? href(page - 1) : null,
    next: page < pages ? href(page + 1) : null,
  };
}

/** For a list that must be asked for before its length is known. */
export function askedPage(req: Request): number {
  const text = queryOf(req, 'page');
  return /^\d{1,6}$/.test(text) ? Number(text) : 1;
}
