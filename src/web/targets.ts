// Targets: the list within a person's scope, one municipality with its picture, and the directorate's upload.

import { type Request, Router } from 'express';
import { importTargetsText } from '../actions/import-targets.ts';
import { loadTargets, mayLoadTargets, type MunicipalityTarget } from '../actions/targets.ts';
import type { Context } from '../context.ts';
import { parsePeriod, type Period } from '../domain/period.ts';
import { bandOf, type Verdict } from '../domain/target-mean.ts';
import { targetColumns } from '../domain/target.ts';
import { numberText } from '../text/number.ts';
import { dayText, monthText } from '../text/when.ts';
import { queryOf } from './body.ts';
import { type LineChart, lineChart } from './chart.ts';
import { refuse } from './errors.ts';
import { openedPeriods } from './period.ts';
import { render, textsOf } from './render.ts';
import { sourcesOf } from './target-sources.ts';
import { readUpload, uploadOf } from './upload.ts';
import { actorOf, requirePerson, signedIn, todayOf } from './visitor.ts';
import { view } from './views.ts';

export type TargetRow = {
  municipality: string;
  name: string;
  county: string;
  href: string;
  target: string;
  band: string;
  mean: string;
  meanWithoutLeave: string;
  months: string;
  status: Verdict;
};

export type TargetListPage = {
  /** '' for today. */
  period: string;
  latest: string;
  last: string;
  periods: Period[];
  rows: TargetRow[];
  sources: string[];
  withoutTarget: number;
  showsAll: boolean;
  mayLoad: boolean;
};

export type MunicipalityTargetPage = {
  /** '' for today. */
  period: string;
  name: string;
  source: string | null;
  validFrom: string | null;
  row: TargetRow;
  monthsCounted: number;
  why: 'months' | 'target' | null;
  chart: LineChart;
  months: { month: string; end: number | null; onLeave: number | null; reported: number; units: number }[];
  versions: { from: string; target: string; source: string }[];
};

export type TargetUploadPage = {
  heading: string;
  example: string;
  faults: string[];
  done: { targets: number; changed: number } | null;
};

const listView = view<TargetListPage>('targets/list');
const municipalityView = view<MunicipalityTargetPage>('targets/municipality');
const uploadView = view<TargetUploadPage>('targets/upload');

const largestFile = 1_000_000;
const example = '4601,412.5,2027-01-01,Arbeids- og velferdsdirektoratet 2026-11-30';

export function targetPages(context: Context): Router {
  const router = Router();

  router.get('/targets', requirePerson, (req, res) => {
    const person = signedIn(req);
    if (!person) return;
    const period = parsePeriod(queryOf(req, 'period'));
    const found = loadTargets(context, actorOf(person), { period });
    const [only, ...others] = found.municipalities;
    const mayLoad = mayLoadTargets(actorOf(person), todayOf(req));
    if (only && others.length === 0) return res.redirect(303, hrefOf(only, period));
    const periods = openedPeriods(context);
    const showsAll = queryOf(req, 'all') === '1';
    const having = found.municipalities.filter(({ target }) => target !== null);
    const shown = showsAll ? found.municipalities : having;
    const order: Verdict[] = ['below', 'above', 'within', 'unknown'];
    const ranked = shown.toSorted(
      (one, other) => order.indexOf(one.judged.status) - order.indexOf(other.judged.status),
    );
    render(req, res, listView, {
      ...{
        period: period ?? '',
        latest: monthText(periods[0] ?? found.period),
        last: monthText(found.period),
        showsAll,
        mayLoad,
      },
      periods,
      rows: ranked.map((one) => rowOf(req, one, period)),
      sources: sourcesOf(ranked.map(({ target }) => target)),
      withoutTarget: found.municipalities.length - having.length,
    });
  });

  router.get('/targets/upload', requirePerson, (req, res) => {
    if (!isLoader(req)) return refuse(req, res, 'notFound');
    render(req, res, uploadView, { heading: targetColumns.join(','), example, faults: [], done: null });
  });

  router.get('/targets/:municipality', requirePerson, (req, res) => {
    const person = signedIn(req);
    const period = parsePeriod(queryOf(req, 'period'));
    const municipality = String(req.params.municipality);
    const found = person && loadTargets(context, actorOf(person), { period, municipality }).municipalities[0];
    if (!found) return refuse(req, res, 'notFound');
    render(req, res, municipalityView, municipalityPage(req, found, period));
  });
  return router;
}

/** Mounted before the ordinary body reader. */
export function targetUpload(context: Context): Router {
  const router = Router();
  router.post('/targets/upload', requirePerson, ...readUpload(largestFile), (req, res) => {
    const person = signedIn(req);
    if (!person || !isLoader(req)) return refuse(req, res, 'notFound');
    const t = textsOf(req).target.upload;
    const page = { heading: targetColumns.join(','), example, faults: [] as string[], done: null };
    const { file, tooLarge } = uploadOf(req);
    const refused = (faults: string[]) => render(req, res, uploadView, { ...page, faults }, 422);
    if (tooLarge) return refused([t.tooLarge]);
    if (!file || file.content.length === 0) return refused([t.noFile]);
    const text = textIn(file.content);
    if (text === null) return refused([t.notText]);
    const result = importTargetsText(context, text, actorOf(person).who);
    if (!result.ok)
      return refused(result.faults.slice(0, 50).map((fault) => t.onLine(fault.line, t.faultOf[fault.fault])));
    return render(req, res, uploadView, { ...page, done: result });
  });
  return router;
}

function isLoader(req: Request): boolean {
  const person = signedIn(req);
  return person !== null && mayLoadTargets(actorOf(person), todayOf(req));
}

function textIn(content: Buffer): string | null {
  try {
    return content.includes(0) ? null : new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return null;
  }
}

function municipalityPage(req: Request, found: MunicipalityTarget, period: Period | null): MunicipalityTargetPage {
  const { target, judged, months, versions, name } = found;
  return {
    ...{ period: period ?? '', name, monthsCounted: judged.months, chart: chartOf(req, found) },
    source: target?.source ?? null,
    validFrom: target && dayText(target.validFrom),
    row: rowOf(req, found, period),
    why: judged.status !== 'unknown' ? null : target === null ? 'target' : 'months',
    months: months.map(({ period: month, ...rest }) => ({ month: monthText(month), ...rest })),
    versions: versions.map((version) => ({
      from: dayText(version.validFrom),
      target: numberText(version.expectedParticipants, 2),
      source: version.source,
    })),
  };
}

/** The months, with the mean of those that count and the target with its band. A missing month breaks the line. */
function chartOf(req: Request, { months, target, judged }: MunicipalityTarget): LineChart {
  const t = textsOf(req).target.chart;
  const steady = (value: number) => months.map(() => value);
  const lines = [
    { name: t.meanName, value: judged.mean },
    { name: t.targetName, value: target?.expectedParticipants ?? null },
  ].flatMap(({ name, value }) => (value === null ? [] : [{ name, values: steady(value), isSteady: true as const }]));
  const band = target && bandOf(target);
  return lineChart(
    months.map(({ period }) => period),
    [{ name: t.end, values: months.map(({ end }) => end) }, ...lines],
    { band: band && { name: t.bandName, low: steady(band.low), high: steady(band.high) } },
  );
}

function rowOf(req: Request, found: MunicipalityTarget, period: Period | null): TargetRow {
  const t = textsOf(req).target;
  const { municipality, name, countyName, target, judged } = found;
  const band = target && bandOf(target);
  const number = (value: number | null) => (value === null ? t.none : numberText(value, 2));
  return {
    ...{ municipality, name, county: countyName, href: hrefOf(found, period), status: judged.status },
    target: target ? numberText(target.expectedParticipants, 2) : t.noTarget,
    band: band ? t.bandOf(numberText(band.low, 2), numberText(band.high, 2)) : '',
    mean: number(judged.mean),
    meanWithoutLeave: number(judged.meanWithoutLeave),
    months: t.monthsOf(judged.months),
  };
}

function hrefOf({ municipality }: MunicipalityTarget, period: Period | null): string {
  return `/targets/${municipality}${period === null ? '' : `?period=${period}`}`;
}
