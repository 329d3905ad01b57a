// Extracts: written once, whole, and read back as they were written.

import { createHash } from 'node:crypto';
import { canonical } from '../domain/canonical.ts';
import type { Extract, ExtractArea, ExtractHead, ExtractState } from '../domain/extract.ts';
import type { Day, Period } from '../domain/period.ts';
import type { Db } from './database.ts';

const heads =
  'SELECT id, period, number, state, form, threshold, withheld, reason, who, frozen_at, sha256 FROM extract';

export function extractStore(db: Db) {
  const ofPeriod = db.prepare<[{ period: string }], Row>(`${heads} WHERE period = :period ORDER BY number`);
  const all = db.prepare<[], Row>(`${heads} ORDER BY period, number`);
  const shownIn = db.prepare<[{ from: string; to: string }], Row>(
    `${heads} e WHERE period BETWEEN :from AND :to AND withheld = 0
       AND number = (SELECT max(number) FROM extract WHERE period = e.period AND withheld = 0) ORDER BY period`,
  );
  const areas = db.prepare<[{ extract: number }], AreaRow>(
    'SELECT area, expected, received, on_time FROM extract_area WHERE extract = :extract ORDER BY area',
  );
  const figures = db.prepare<[{ extract: number }], FigureRow>(
    'SELECT area, question, value, hidden FROM extract_figure WHERE extract = :extract',
  );
  const submissions = db.prepare<[{ extract: number }], { sha256: string }>(
    `SELECT s.sha256 FROM extract_submission e JOIN submission s ON s.id = e.submission
     WHERE e.extract = :extract ORDER BY s.id`,
  );
  const inForce = db.prepare<[{ period: string }], { id: number; sha256: string }>(
    `SELECT s.id, s.sha256 FROM figure f JOIN report r ON r.id = f.report JOIN submission s ON s.id = f.submission
     WHERE r.period = :period ORDER BY s.id`,
  );
  const restsOn = db.prepare<[{ period: string; number: number }], { id: number }>(
    `SELECT s.submission AS id FROM extract_submission s JOIN extract e ON e.id = s.extract
     WHERE e.period = :period AND e.number = :number ORDER BY s.submission`,
  );
  const dates = db.prepare<[{ period: string }], { deadline: string | null; closesOn: string | null }>(
    'SELECT max(deadline) AS deadline, max(closes_on) AS closesOn FROM report WHERE period = :period',
  );
  const insert = db.prepare<Record<string, string | number>>(
    `INSERT INTO extract (period, number, state, form, threshold, withheld, reason, who, frozen_at, sha256)
     VALUES (:period, :number, :state, :form, :threshold, :withheld, :reason, :who, :frozenAt, :sha256)`,
  );
  const insertSubmission = db.prepare(
    'INSERT INTO extract_submission (extract, submission) VALUES (:extract, :submission)',
  );
  const insertArea = db.prepare(
    `INSERT INTO extract_area (extract, area, expected, received, on_time)
     VALUES (:extract, :area, :expected, :received, :onTime)`,
  );
  const insertFigure = db.prepare(
    `INSERT INTO extract_figure (extract, area, question, value, hidden)
     VALUES (:extract, :area, :question, :value, :hidden)`,
  );

  const load = (row: Row, questionsOf: (form: string) => string[]): Extract =>
    extractOf(row, questionsOf(row.form), areas.all({ extract: row.id }), figures.all({ extract: row.id }));

  return {
    /** Every extract without its figures, by month and number. */
    all: (): ExtractHead[] => all.all().map(headOf),
    /** The extracts of a month, oldest first. `questionsOf` gives the questions of a form version, in their order. */
    ofPeriod: (period: Period, questionsOf: (form: string) => string[]): Extract[] =>
      ofPeriod.all({ period }).map((row) => load(row, questionsOf)),
    /** The extract of each month from..to (both included) that the public sees. */
    shownIn: (from: Period, to: Period, questionsOf: (form: string) => string[]): Extract[] =>
      shownIn.all({ from, to }).map((row) => load(row, questionsOf)),
    /** The submissions in force in a month, by id. */
    inForce: (period: Period): { id: number; sha256: string }[] => inForce.all({ period }),
    /** The submissions that an extract rests on, by id. */
    restsOn: (period: Period, number: number): number[] => restsOn.all({ period, number }).map(({ id }) => id),
    /** The last deadline and closing day of the month's reports; null when there are none. */
    datesOf(period: Period): { deadline: Day; closesOn: Day } | null {
      const { deadline = null, closesOn = null } = dates.get({ period }) ?? {};
      return deadline === null || closesOn === null ? null : { deadline, closesOn };
    },
    /** Adds the extract with its list of submissions; gives it with its hash. Call it in a transaction. */
    add(extract: Omit<Extract, 'sha256'>, inForce: { id: number; sha256: string }[]): Extract {
      const sha256 = extractHash(
        extract,
        inForce.map((submission) => submission.sha256),
      );
      const { period, number, state, form, threshold, reason, who, frozenAt } = extract;
      const head = { period, number, state, form, threshold, reason, who, frozenAt, sha256 };
      const { lastInsertRowid: id } = insert.run({ ...head, withheld: extract.withheld ? 1 : 0 });
      for (const submission of inForce) insertSubmission.run({ extract: id, submission: submission.id });
      for (const { area, expected, received, onTime, values, hidden } of extract.areas) {
        insertArea.run({ extract: id, area, expected, received, onTime });
        for (const [index, question] of extract.questions.entries()) {
          const value = values[index] ?? null;
          if (value !== null) insertFigure.run({ extract: id, area, question, value, hidden: hidden[index] ? 1 : 0 });
        }
      }
      return { ...extract, sha256 };
    },
    /** Those whose stored content no longer gives their hash, as `2026-10 number 1`. */
    changed: (questionsOf: (form: string) => string[]): string[] =>
      all.all().flatMap((row) => {
        const sources = submissions.all({ extract: row.id }).map(({ sha256 }) => sha256);
        const same = extractHash(load(row, questionsOf), sources) === row.sha256;
        return same ? [] : [`${row.period} number ${row.number}`];
      }),
  };
}

/** SHA-256 over all that an extract says and the hashes of the submissions behind it. */
function extractHash(extract: Omit<Extract, 'sha256'>, submissions: string[]): string {
  const { period, number, state, form, threshold, withheld, reason, who, frozenAt, questions } = extract;
  const areas = extract.areas.map(({ area, expected, received, onTime, values, hidden }) => ({
    ...{ area, expected, received, onTime },
    figures: questions.map((question, index) => [question, values[index] ?? null, hidden[index] ?? false]),
  }));
  const content = { period, number, state, form, threshold, withheld, reason, who, frozenAt, areas, submissions };
  return createHash('sha256').update(canonical(content)).digest('hex');
}

type Row = {
  id: number;
  period: string;
  number: number;
  state: ExtractState;
  form: string;
  threshold: number;
  withheld: number;
  reason: string;
  who: string;
  frozen_at: string;
  sha256: string;
};
type AreaRow = { area: string; expected: number; received: number; on_time: number };
type FigureRow = { area: string; question: string; value: number; hidden: number };

function headOf({ id: _id, frozen_at, withheld, ...rest }: Row): ExtractHead {
  return { ...rest, withheld: withheld === 1, frozenAt: frozen_at };
}

function extractOf(row: Row, questions: string[], areas: AreaRow[], figures: FigureRow[]): Extract {
  const places = new Map(questions.map((question, index) => [question, index]));
  const byArea = new Map<string, ExtractArea>();
  for (const { area, on_time, ...counts } of areas) {
    const values = questions.map((): number | null => null);
    byArea.set(area, { area, ...counts, onTime: on_time, values, hidden: questions.map(() => false) });
  }
  for (const { area, question, value, hidden } of figures) {
    const place = byArea.get(area);
    const index = places.get(question);
    if (!place || index === undefined) continue;
    place.values[index] = value;
    place.hidden[index] = hidden === 1;
  }
  return { ...headOf(row), questions, areas: [...byArea.values()] };
}
