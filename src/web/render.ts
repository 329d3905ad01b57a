// Shows a view: `v.data` is the page's own, `v.page` the frame around it. Pages are never kept by browsers or proxies,
// and are packed here, since gzip of a whole page costs a tenth of streaming it.

import { gzipSync } from 'node:zlib';
import type { Request, Response } from 'express';
import type { Language, Person } from '../domain/person.ts';
import { numberText } from '../text/number.ts';
import { type Texts, texts } from '../text/text.ts';
import { clockText, dayText, momentText, monthText } from '../text/when.ts';
import { assetUrl } from './assets.ts';
import { type NavigationItem, navigationOf } from './navigation.ts';
import { monthOption } from './period.ts';
import { renderView, type View } from './views.ts';
import { languageOf } from './visitor.ts';

/** What every view and partial finds in `v.page`. */
export type Page = {
  language: Language;
  /** All texts in that language, by area: `v.page.t.common.signIn`. */
  t: Texts;
  person: Person | null;
  navigation: NavigationItem[];
  /** Synthetic data are marked as such on every page. */
  synthetic: boolean;
  /** The kept mails can be seen at /dev/mail. */
  keptMail: boolean;
  /** The path asked for, without its query. */
  path: string;
  /** The same page in the other languages. */
  languages: { language: Language; name: string; href: string; current: boolean }[];
  /** The address of a file in views/assets/. */
  asset: (name: string) => string;
  day: (day: string) => string;
  month: (period: string) => string;
  /** A month to choose: `{ value, text }`. */
  monthOption: typeof monthOption;
  moment: (instant: string) => string;
  clock: (instant: string) => string;
  number: (value: number, decimals?: number) => string;
};

/** Sends the view with its data as a page, in the visitor's language. */
export function render<Data>(req: Request, res: Response, view: View<Data>, data: Data, status = 200): void {
  sendPage(req, res, renderView(view.name, pageOf(req), data), status);
}

/** Sends HTML that must not be stored anywhere. */
export function sendPage(req: Request, res: Response, html: string, status: number): void {
  const text = Buffer.from(html);
  const packed = text.length > 1024 && /\bgzip\b/.test(req.headers['accept-encoding'] ?? '');
  const body = packed ? gzipSync(text, { level: 1 }) : text;
  res.statusCode = status;
  res.setHeader('Content-Type', 'text/html; charset=utf-8');
  res.setHeader('Cache-Control', 'no-store');
  res.setHeader('Vary', 'Accept-Encoding');
  if (packed) res.setHeader('Content-Encoding', 'gzip');
  res.setHeader('Content-Length', body.length);
  res.end(req.method === 'HEAD' ? undefined : body);
}

/** The texts in the visitor's language. */
export function textsOf(req: Request): Texts {
  return texts[languageOf(req)];
}

function pageOf(req: Request): Page {
  const { person, language, synthetic, keptMail, today } = req.visitor ?? noVisitor;
  const t = texts[language];
  const { path, search } = addressOf(req);
  return {
    language,
    t,
    person,
    navigation: person ? navigationOf(person, today, t.common, path) : [],
    synthetic,
    keptMail,
    path,
    languages: (['nb', 'nn'] as const).map((other) => {
      const href = `${path}?${search}lang=${other}`;
      return { language: other, name: t.common.languageNames[other], href, current: other === language };
    }),
    asset: assetUrl,
    day: dayText,
    month: monthText,
    monthOption,
    moment: momentText,
    clock: clockText,
    number: numberText,
  };
}

// A fault before the visitor is known (a body that cannot be read, say) is told in bokmål.
const noVisitor = { person: null, language: 'nb' as Language, synthetic: false, keptMail: false, today: '' };

/**
 * The path of the page, and its query without `lang` and ready for one more field. What a POST answers belongs to the
 * page that it was posted from.
 */
function addressOf(req: Request): { path: string; search: string } {
  const url = URL.parse(req.method === 'POST' ? (req.get('referer') ?? '/') : req.originalUrl, 'http://page');
  // A path that starts with two slashes would lead away from here.
  if (!url || /^\/[/\\]/.test(url.pathname)) return { path: '/', search: '' };
  if (url.search === '') return { path: url.pathname, search: '' };
  url.searchParams.delete('lang');
  return { path: url.pathname, search: url.searchParams.size === 0 ? '' : `${url.searchParams.toString()}&` };
}
