// The check of the yearly file 11CF against the monthly reports, per municipality within what the actor may see. The file
// comes as bytes and leaves as counts: it is neither stored nor logged.

import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Context } from '../context.ts';
import type { Answers } from '../domain/answers.ts';
import { type KostraFault, type KostraLayout, kostraLayouts, readKostra } from '../domain/kostra.ts';
import {
  type Compared,
  compareKostra,
  expectedFigures,
  kostraCounters,
  type KostraMonth,
} from '../domain/kostra-check.ts';
import { type Day, dayOf, lastDayOf, type Period } from '../domain/period.ts';
import { type Actor, reaches, readScope } from '../domain/person.ts';
import { datesOf } from '../domain/plan.ts';
import { placeOf } from './load-report.ts';

export type KostraMunicipality = {
  municipality: string;
  name: string;
  countyName: string;
  figures: Compared[];
};

export type KostraCheck = {
  year: number;
  /** The years to choose from, the latest first. */
  years: number[];
  deadline: Day;
  /** When December's report is due. */
  decemberDue: Day;
  /** False when SSB's layout of the year is not known: then no file can be read. */
  hasLayout: boolean;
  /** By number; the county of the last opened month of the year. */
  municipalities: KostraMunicipality[];
};

export type KostraFile = {
  faults: KostraFault[];
  stopped: boolean;
  lines: number;
  /** Lines about municipalities that the actor may not see, or that there are none of; they are counted, no more. */
  otherLines: number;
  /** The municipalities that the file tells of, within the actor's scope. */
  found: string[];
};

export type KostraOrder = { year: number | null; municipality?: string; content?: Buffer };

const layoutsFile = new URL('../../db/reference/kostra_11cf_layouts.csv', import.meta.url);
let known: Map<number, KostraLayout> | undefined;

/** SSB's layouts by reporting year, read once in the life of the program. */
export function knownLayouts(): Map<number, KostraLayout> {
  return (known ??= kostraLayouts(parse(readFileSync(layoutsFile, 'utf8'), { columns: true })));
}

/**
 * Without a year: the one that is next to be reported, or was last when its deadline has just passed. `file` is null
 * without content, and 'notText' when it is no text.
 */
export function checkKostra(
  context: Pick<Context, 'store' | 'now' | 'config'>,
  actor: Actor,
  order: KostraOrder,
): KostraCheck & { file: KostraFile | 'notText' | null } {
  const { store, config } = context;
  const today = dayOf(context.now());
  const years = yearsOf(context);
  const year =
    order.year !== null && years.includes(order.year) ? order.year : (years.at(0) ?? Number(today.slice(0, 4)));
  const layout = knownLayouts().get(year);
  const text = order.content === undefined || !layout ? null : textOf(order.content);
  const reading = layout && text !== null ? readKostra(layout, text, kostraCounters(layout)) : null;
  const municipalities = municipalitiesOf(context, actor, year)
    .filter(({ municipality }) => order.municipality === undefined || municipality === order.municipality)
    .map(({ months, units, ...one }): KostraMunicipality => {
      const counts = reading && (reading.counts.get(one.municipality) ?? new Map());
      return { ...one, figures: compareKostra(layout, expectedFigures(year, months, units), counts) };
    });
  const within = new Set(municipalities.map(({ municipality }) => municipality));
  const found = reading ? [...reading.linesOf.keys()].filter((number) => within.has(number)).sort() : [];
  const ownLines = found.reduce((sum, number) => sum + (reading?.linesOf.get(number) ?? 0), 0);
  const december = `${year}-12`;
  return {
    ...{ year, years, municipalities, hasLayout: layout !== undefined },
    deadline: `${year + 1}-${config.kostraDeadline}`,
    decemberDue: datesOf(store.plan.inForce(december), december).deadline,
    file:
      order.content !== undefined && layout && text === null
        ? 'notText'
        : reading && {
            ...{ faults: reading.faults, stopped: reading.stopped, lines: reading.lines, found },
            otherLines: reading.lines - ownLines,
          },
  };
}

/** The years with an opened month, the latest first. */
function yearsOf({ store }: Pick<Context, 'store'>): number[] {
  const years = store.period.all().map(({ period }) => Number(period.slice(0, 4)));
  return [...new Set(years)].sort((one, other) => other - one);
}

function municipalitiesOf({ store, now }: Pick<Context, 'store' | 'now'>, actor: Actor, year: number) {
  const today = dayOf(now());
  const scope = readScope(actor, today);
  const opened = store.period.all().filter(({ period }) => period.startsWith(`${year}-`));
  const last: Period = opened.at(-1)?.period ?? `${year}-12`;
  const units = store.unit.on(lastDayOf(last));
  const months = Map.groupBy(
    store.report
      .withFacts(`${year}-01`, `${year}-12`)
      .filter(({ exempt, answersInForce }) => !exempt || answersInForce !== null),
    ({ report }) => report.municipality,
  );
  return [...Map.groupBy(units, ({ municipality }) => municipality)]
    .filter(([, own]) => own.some((unit) => reaches(scope, placeOf(unit, store.unit.find(unit.id, today), null))))
    .sort(([number], [other]) => (number < other ? -1 : 1))
    .map(([municipality, own]) => ({
      municipality,
      name: own[0]?.municipalityName ?? municipality,
      countyName: own[0]?.countyName ?? '',
      units: own.length,
      months: (months.get(municipality) ?? []).map(({ report, answersInForce }): KostraMonth => {
        const answers = answersInForce === null ? null : (JSON.parse(answersInForce) as Answers);
        return { unit: report.unit, period: report.period, answers };
      }),
    }));
}

/** UTF-8, or else Latin-1, as such files were written for long. Null for what is no text. */
function textOf(content: Buffer): string | null {
  if (content.includes(0)) return null;
  return content.toString(isUtf8(content) ? 'utf8' : 'latin1');
}
