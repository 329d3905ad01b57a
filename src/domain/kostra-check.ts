// What a year's file 11CF should hold per municipality by the monthly reports, and how the file differs. Which figures can
// be compared is decided by the fields of the year's layout; what has no counterpart in it stands without one.

import type { Answers } from './answers.ts';
import { dayIn, type KostraCount, type KostraLayout, type KostraLine } from './kostra.ts';
import { type Day, type Period, periodsFrom } from './period.ts';

/** flow: the sum of the months; opening: January's; stock: December's; participants: January's opening and all who started. */
type KostraFigure = { id: string; kind: 'participants' | 'opening' | 'flow' | 'stock'; question: string };

/** In the order they are shown. */
const kostraFigures: KostraFigure[] = [
  { id: 'participants', kind: 'participants', question: 'started' },
  { id: 'opening', kind: 'opening', question: 'participants_start' },
  { id: 'started', kind: 'flow', question: 'started' },
  { id: 'transferred', kind: 'flow', question: 'started_transferred' },
  { id: 'completed', kind: 'flow', question: 'ended_completed' },
  { id: 'absence', kind: 'flow', question: 'ended_absence' },
  { id: 'moved', kind: 'flow', question: 'ended_moved' },
  { id: 'afterBreak', kind: 'flow', question: 'ended_after_break' },
  { id: 'other', kind: 'flow', question: 'ended_other' },
  { id: 'end', kind: 'stock', question: 'participants_end' },
  { id: 'onLeave', kind: 'stock', question: 'on_leave_end' },
  { id: 'women', kind: 'stock', question: 'women_end' },
  { id: 'under30', kind: 'stock', question: 'under_30_end' },
  { id: 'providers', kind: 'stock', question: 'providers_end' },
  { id: 'work', kind: 'flow', question: 'outcome_work' },
  { id: 'subsidisedWork', kind: 'flow', question: 'outcome_subsidised_work' },
  { id: 'labourMeasure', kind: 'flow', question: 'outcome_labour_measure' },
  { id: 'education', kind: 'flow', question: 'outcome_education' },
  { id: 'disabilityOrAap', kind: 'flow', question: 'outcome_disability_or_aap' },
  { id: 'socialAssistance', kind: 'flow', question: 'outcome_social_assistance' },
  { id: 'otherOutcome', kind: 'flow', question: 'outcome_other' },
];

/** A report that was owed in the year; answers are null when nothing is in force. */
export type KostraMonth = { unit: string; period: Period; answers: Answers | null };

/** value: null when no report that tells of it was received. Of the reports that should tell of it, `received` did. */
export type Expected = { value: number | null; received: number; expected: number };

/**
 * Takes the reports owed for one municipality (exempt ones left out) and how many units it has in a month not open yet;
 * gives each figure. Nothing is filled in: what is missing is told by received and expected.
 */
export function expectedFigures(year: number, months: KostraMonth[], units: number): Map<string, Expected> {
  const periods = periodsFrom(`${year}-01`, `${year}-12`);
  const byPeriod = Map.groupBy(months, ({ period }) => period);
  const over = (some: Period[], question: string): Expected => {
    const owed = some.flatMap((period) => byPeriod.get(period) ?? []);
    const notOpen = some.filter((period) => !byPeriod.has(period)).length * units;
    const given = owed.flatMap(({ answers }) => answers?.[question] ?? []);
    const value = given.length === 0 ? null : given.reduce((sum, one) => sum + one, 0);
    return { value, received: given.length, expected: owed.length + notOpen };
  };
  const opening = over(periods.slice(0, 1), 'participants_start');
  return new Map(
    kostraFigures.map(({ id, kind, question }) => {
      if (kind === 'opening') return [id, opening];
      if (kind === 'stock') return [id, over(periods.slice(-1), question)];
      const sum = over(periods, question);
      if (kind === 'flow') return [id, sum];
      return [id, { ...sum, value: sum.value === null || opening.value === null ? null : opening.value + sum.value }];
    }),
  );
}

const ended = new Set(['3', '4', '5', '6', '7']);
const one = { low: 1, high: 1 };
const none = { low: 0, high: 0 };

/** How to count a line for each figure that the layout knows; Oslo's moves between districts only where it asks for them. */
export function kostraCounters(layout: KostraLayout): Record<string, (line: KostraLine) => KostraCount> {
  const { year } = layout;
  const has = (field: string) => layout.fields.some(({ name }) => name === field);
  const knows = (field: string, code: string) =>
    layout.fields.some(({ name, codes }) => name === field && codes.includes(code));
  const when = (is: (line: KostraLine) => boolean) => (line: KostraLine) => (is(line) ? one : none);
  const began = (line: KostraLine): Day => dayIn(layout, line, 'BEGYNT_DATO') ?? '';
  const status = (...codes: string[]) => when((line) => codes.includes(line('STATUS')));
  const atEnd = (is: (line: KostraLine) => boolean) => when((line) => !ended.has(line('STATUS')) && is(line));
  const isNew = (line: KostraLine) => began(line).startsWith(`${year}-`);
  return {
    participants: when(() => true),
    opening: when((line) => began(line) < `${year}-01-01`),
    started: when(isNew),
    transferred: when((line) => isNew(line) && (line('KVP_KOMM') === '1' || line('KVP_OSLO') === '1')),
    completed: status('3'),
    absence: status('4'),
    moved: status('5', '6'),
    ...(knows('STATUS', '7') ? { afterBreak: status('7') } : {}),
    end: status('1', '2'),
    onLeave: status('2'),
    women: atEnd((line) => line('KJONN') === '2'),
    ...(has('FODSELSDATO')
      ? { under30: atEnd((line) => (dayIn(layout, line, 'FODSELSDATO') ?? '') > `${year - 30}-12-31`) }
      : {}),
    providers: atEnd((line) => line('BU18') === '1'),
    ...Object.fromEntries(Object.keys(outcomeFields).map((id) => [id, (line: KostraLine) => outcomeOf(id, line)])),
  };
}

const outcomeFields: Record<string, string[]> = {
  work: ['AVSL_ORDINAERTARB'],
  subsidisedWork: ['AVSL_ARBLONNSTILS'],
  labourMeasure: ['AVSL_ARBMARK'],
  education: ['AVSL_SKOLE'],
  disabilityOrAap: ['AVSL_UFORE', 'AVSL_AAP'],
  socialAssistance: ['AVSL_OK_AVKLAR', 'AVSL_UTEN_OK_AVKLAR'],
  otherOutcome: ['AVSL_ANNET', 'AVSL_UKJENT'],
};

/** The file takes several crosses, the month one main outcome: with others beside it, the outcome is possible only. */
function outcomeOf(id: string, line: KostraLine): KostraCount {
  if (line('STATUS') !== '3' && line('STATUS') !== '7') return none;
  const crossed = Object.keys(outcomeFields).filter((each) =>
    outcomeFields[each]?.some((field) => /[1-9]/.test(line(field))),
  );
  if (!crossed.includes(id)) return none;
  return crossed.length === 1 ? one : { low: 0, high: 1 };
}

export type Compared = Expected & {
  id: string;
  /** Null: not in the file, or no file. */
  file: KostraCount | null;
  /** File less reports, 0 within the file's own bounds; null when one of them is not known. */
  difference: number | null;
};

/** Sets the file beside what is expected. `counts` is null for no file, and empty for a file without the municipality. */
export function compareKostra(
  layout: KostraLayout | undefined,
  expected: Map<string, Expected>,
  counts: Map<string, KostraCount> | null,
): Compared[] {
  const counted = layout ? kostraCounters(layout) : {};
  return kostraFigures.map(({ id }) => {
    const figure = expected.get(id) ?? { value: null, received: 0, expected: 0 };
    const file = counts && id in counted ? (counts.get(id) ?? none) : null;
    return { id, ...figure, file, difference: differenceOf(figure.value, file) };
  });
}

function differenceOf(value: number | null, file: KostraCount | null): number | null {
  if (value === null || file === null) return null;
  if (value < file.low) return file.low - value;
  return value > file.high ? file.high - value : 0;
}
