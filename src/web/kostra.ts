// The KOSTRA check: what the yearly file 11CF should hold by the monthly reports, and how a file differs. The file is read
// in memory for the one answer, and is neither stored nor logged.

import { type Request, type Response, Router } from 'express';
import { checkKostra, type KostraCheck, type KostraFile, type KostraMunicipality } from '../actions/kostra.ts';
import type { Context } from '../context.ts';
import type { Compared } from '../domain/kostra-check.ts';
import type { KostraTexts } from '../text/nb/kostra.ts';
import { numberText } from '../text/number.ts';
import { dayText } from '../text/when.ts';
import { queryOf } from './body.ts';
import { refuse } from './errors.ts';
import { render, textsOf } from './render.ts';
import { readUpload, uploadOf } from './upload.ts';
import { view } from './views.ts';
import { actorOf, requirePerson, signedIn } from './visitor.ts';

type FigureRow = {
  figure: keyof KostraTexts['figures'];
  expected: string;
  reports: string;
  file: string;
  difference: string;
  differs: boolean;
};

export type KostraPage = {
  year: number;
  years: number[];
  deadline: string;
  decemberDue: string;
  hasLayout: boolean;
  /** Set when the page is about one municipality of several that the person can see. */
  back: string | null;
  title: string;
  /** A line each; empty when the person can see one only. */
  list: { name: string; county: string; href: string; figures: string[]; reports: string; differences: string }[];
  details: { name: string; rows: FigureRow[] }[];
  errors: string[];
  /** What is told of the file that was read. */
  said: string[];
  hasFile: boolean;
};

const kostraView = view<KostraPage>('kostra');

const largestFile = 4_000_000;
/** Of the faults, and of the municipalities with a table each. */
const shownFaults = 50;
const shownMunicipalities = 20;

export function kostraPages(context: Context): Router {
  const router = Router();
  router.get('/kostra', requirePerson, (req, res) => show(context, req, res, undefined));
  router.get('/kostra/:municipality', requirePerson, (req, res) =>
    show(context, req, res, String(req.params.municipality)),
  );
  return router;
}

function show(context: Context, req: Request, res: Response, municipality: string | undefined): void {
  const person = signedIn(req);
  if (!person) return;
  const year = yearIn(queryOf(req, 'year'));
  const check = checkKostra(context, actorOf(person), {
    year,
    ...(municipality === undefined ? {} : { municipality }),
  });
  if (municipality !== undefined && check.municipalities.length === 0) return refuse(req, res, 'notFound');
  render(req, res, kostraView, pageOf(req, check, { only: municipality !== undefined }));
}

/** Mounted before the ordinary body reader. */
export function kostraUpload(context: Context): Router {
  const router = Router();
  router.post('/kostra', requirePerson, ...readUpload(largestFile), (req, res) => {
    const person = signedIn(req);
    if (!person) return;
    const t = textsOf(req).kostra.upload;
    const { file, fields, tooLarge } = uploadOf(req);
    const order = { year: yearIn(fields.year ?? '') };
    const refused = (fault: string) => {
      const page = pageOf(req, checkKostra(context, actorOf(person), order), { only: false });
      render(req, res, kostraView, { ...page, errors: [fault] }, 422);
    };
    if (tooLarge) return refused(t.tooLarge);
    if (!file || file.content.length === 0) return refused(t.noFile);
    const check = checkKostra(context, actorOf(person), { ...order, content: file.content });
    if (!check.hasLayout) return refused(t.noLayout(check.year));
    if (check.file === 'notText' || check.file === null) return refused(t.notText);
    const page = pageOfFile(req, check, check.file);
    render(req, res, kostraView, page, page.errors.length > 0 ? 422 : 200);
  });
  return router;
}

function yearIn(text: string): number | null {
  return /^20\d\d$/.test(text) ? Number(text) : null;
}

function pageOf(req: Request, check: KostraCheck, { only }: { only: boolean }): KostraPage {
  const t = textsOf(req).kostra;
  const { year, years, municipalities, hasLayout } = check;
  const [first] = municipalities;
  const single = municipalities.length === 1 && first ? first : null;
  return {
    ...{ year, years, hasLayout, errors: [], said: [], hasFile: false },
    deadline: dayText(check.deadline),
    decemberDue: dayText(check.decemberDue),
    back: only ? `/kostra?year=${year}` : null,
    title: single ? t.municipalityTitle(single.name) : t.title,
    list: single ? [] : municipalities.map((one) => lineOf(t, one, year)),
    details: single ? [detailOf(t, single)] : [],
  };
}

function pageOfFile(req: Request, check: KostraCheck, file: KostraFile): KostraPage {
  const t = textsOf(req).kostra;
  const u = t.upload;
  const found = check.municipalities.filter(({ municipality }) => file.found.includes(municipality));
  const differing = found.length === 1 ? found : found.filter((one) => differencesOf(one) > 0);
  const errors = file.faults
    .slice(0, shownFaults)
    .map(({ line, field, fault }) => u.onLine(line, field, u.faultOf[fault]));
  if (file.faults.length > shownFaults) errors.push(u.more(file.faults.length - shownFaults));
  if (file.stopped) errors.unshift(u.stopped);
  if (found.length === 0) errors.unshift(u.noLines);
  const said = [
    u.read(file.lines),
    ...(file.otherLines > 0 ? [u.otherLines(file.otherLines)] : []),
    ...(file.faults.some(({ fault }) => fault !== 'again') ? [u.left] : []),
    ...(differing.length > shownMunicipalities ? [u.manyMunicipalities(shownMunicipalities)] : []),
  ];
  return {
    ...pageOf(req, { ...check, municipalities: found }, { only: false }),
    ...{ errors, said, hasFile: true },
    back: `/kostra?year=${check.year}`,
    details: differing.slice(0, shownMunicipalities).map((one) => detailOf(t, one)),
  };
}

function lineOf(t: KostraTexts, one: KostraMunicipality, year: number): KostraPage['list'][number] {
  const byId = new Map(one.figures.map((figure) => [figure.id, figure]));
  const shown = ['participants', 'opening', 'started', 'end'].map((id) => expectedText(t, byId.get(id)));
  const all = byId.get('started');
  return {
    ...{ name: one.name, county: one.countyName, href: `/kostra/${one.municipality}?year=${year}`, figures: shown },
    reports: t.reportsOf(all?.received ?? 0, all?.expected ?? 0),
    differences: String(differencesOf(one)),
  };
}

function differencesOf({ figures }: KostraMunicipality): number {
  return figures.filter(({ difference }) => difference !== null && difference !== 0).length;
}

function detailOf(t: KostraTexts, { name, figures }: KostraMunicipality): KostraPage['details'][number] {
  const hasFile = figures.some(({ file }) => file !== null);
  const rows = figures.map((figure): FigureRow => {
    const { id, file, difference, received, expected } = figure;
    return {
      figure: id as FigureRow['figure'],
      expected: expectedText(t, figure),
      reports: t.reportsOf(received, expected),
      file: file ? countText(t, file) : hasFile ? t.notInFile : '',
      difference: difference === null ? '–' : differenceText(t, difference),
      differs: difference !== null && difference !== 0,
    };
  });
  return { name, rows };
}

function expectedText(t: KostraTexts, figure: Compared | undefined): string {
  return figure === undefined || figure.value === null ? t.missing : numberText(figure.value);
}

function countText(t: KostraTexts, { low, high }: { low: number; high: number }): string {
  return low === high ? numberText(low) : t.from(numberText(low), numberText(high));
}

function differenceText(t: KostraTexts, difference: number): string {
  if (difference === 0) return t.equal;
  return difference > 0 ? t.more(difference) : t.fewer(-difference);
}
