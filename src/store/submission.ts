// What was delivered: submissions, numbered and never changed, and the wide row of figures that follows the one in force.

import { createHash } from 'node:crypto';
import type { Answers } from '../domain/answers.ts';
import { canonical } from '../domain/canonical.ts';
import { type Carried, carriedTo, closingQuestion, type Predecessor, type Source } from '../domain/opening.ts';
import { addMonths, type Instant, type Period } from '../domain/period.ts';
import type { Channel, Report, Submission } from '../domain/report.ts';
import type { Db } from './database.ts';
import { figureWriter } from './figure.ts';

/** A submission about to be stored. `submittedAt` and `onTime` are null when history came without them. */
export type NewSubmission = Omit<Submission, 'id' | 'sha256' | 'number' | 'knownAt'> & {
  key: string;
  submittedBy: number | null;
  /** The time now; `knownAt` becomes the first free millisecond after it. */
  at: Instant;
};

export const columns = `s.id, s.report, s.number, s.form, s.answers, s.reasons, s.comment, s.breaks, s.sha256, s.channel,
  s.submitted_name, s.submitted_at, s.on_time, s.known_at`;

export function submissionStore(db: Db) {
  const ofReport = db.prepare<[{ report: number }], Row>(
    `SELECT ${columns} FROM submission s WHERE s.report = :report ORDER BY s.number`,
  );
  const inForce = db.prepare<[{ report: number }], Row>(
    `SELECT ${columns} FROM figure f JOIN submission s ON s.id = f.submission WHERE f.report = :report`,
  );
  const byKey = db.prepare<[{ key: string }], Row>(`SELECT ${columns} FROM submission s WHERE s.key = :key`);
  const lastKnownAt = db.prepare<[], { known_at: string | null }>(
    `SELECT max(known_at) AS known_at FROM (
       SELECT max(known_at) AS known_at FROM submission UNION ALL SELECT max(known_at) FROM exemption
       UNION ALL SELECT max(known_at) FROM extension)`,
  );
  const openedExactlyAt = db.prepare<[{ at: string }], unknown>('SELECT 1 FROM period WHERE opened_at = :at');
  const insert = db.prepare(
    `INSERT INTO submission (report, number, form, answers, reasons, comment, breaks, sha256, key, channel,
       submitted_by, submitted_name, submitted_at, on_time, known_at)
     VALUES (:report, :number, :form, :answers, :reasons, :comment, :breaks, :sha256, :key, :channel,
       :submittedBy, :submittedName, :submittedAt, :onTime, :knownAt)`,
  );
  const deliveredBefore = db.prepare<[{ unit: string; period: string }], Omit<Source, 'closing'> & { answers: string }>(
    `SELECT r.id AS report, r.unit, r.period, s.id AS submission, s.answers
     FROM report r JOIN figure f ON f.report = r.id JOIN submission s ON s.id = f.submission
     WHERE r.unit = :unit AND r.period < :period ORDER BY r.period DESC LIMIT 1`,
  );
  const nextDelivered = db.prepare<[{ unit: string; period: string }], { unit: string; period: string }>(
    `SELECT u.unit, (SELECT r.period FROM report r JOIN figure f ON f.report = r.id
                     WHERE r.unit = u.unit AND r.period > :period ORDER BY r.period LIMIT 1) AS period
     FROM (SELECT :unit AS unit UNION ALL SELECT c.new FROM unit_change c WHERE c.old = :unit) u
     WHERE period IS NOT NULL ORDER BY period, u.unit LIMIT 1`,
  );
  const predecessors = db.prepare<[{ unit: string }], Predecessor>(
    'SELECT date, old AS unit, kind FROM unit_change WHERE new = :unit',
  );
  const between = db.prepare<[{ unit: string; from: string; before: string }], { period: string; answers: string }>(
    `SELECT r.period, s.answers FROM report r JOIN figure f ON f.report = r.id JOIN submission s ON s.id = f.submission
     WHERE r.unit = :unit AND r.period >= :from AND r.period < :before`,
  );
  const reasonGiven = db.prepare<[{ unit: string; from: string; before: string; path: string }], unknown>(
    `SELECT 1 FROM report r JOIN figure f ON f.report = r.id JOIN submission s ON s.id = f.submission
     WHERE r.unit = :unit AND r.period >= :from AND r.period < :before AND s.reasons ->> :path IS NOT NULL LIMIT 1`,
  );
  const figureOf = figureWriter(db);

  function knownNow(at: Instant): Instant {
    const last = lastKnownAt.get()?.known_at ?? null;
    let known = addMilliseconds(last !== null && last > at ? last : at);
    while (openedExactlyAt.get({ at: known })) known = addMilliseconds(known);
    return known;
  }

  function earlierAnswers(unit: string, period: Period, months: number): Map<Period, Answers> {
    const from = addMonths(period, -months);
    const found = new Map<Period, Answers>();
    for (const row of between.all({ unit, from, before: period })) found.set(row.period, JSON.parse(row.answers));
    const before = predecessors.all({ unit }).filter(({ kind }) => kind !== 'split');
    if (before.length === 0) return found;
    const earlier = before.map((predecessor) => earlierAnswers(predecessor.unit, period, months));
    for (let month = from; month < period; month = addMonths(month, 1)) {
      const parts = earlier.map((answers) => answers.get(month)).filter((answers) => answers !== undefined);
      if (!found.has(month) && parts.length === before.length) found.set(month, sumOf(parts));
    }
    return found;
  }

  /** The latest month with a closing number. Nearly all have one, so that SQLite need not look into the answers itself. */
  function latestBefore(unit: string, period: Period): (Source & { all: Answers }) | null {
    const row = deliveredBefore.get({ unit, period });
    if (!row) return null;
    const { answers, ...source } = row;
    const all = JSON.parse(answers) as Answers;
    const closing = all[closingQuestion];
    return closing === undefined ? latestBefore(unit, row.period) : { ...source, closing, all };
  }

  /** own: the unit's own latest delivered report before the period, whose answers may be asked for too. */
  function carriedAndOwn(unit: string, period: Period) {
    let own = null as ReturnType<typeof latestBefore>;
    const carried = carriedTo(unit, period, {
      latestBefore: (of, before) => {
        const found = latestBefore(of, before);
        if (of === unit) own = found;
        if (!found) return null;
        const { all, ...source } = found;
        return source;
      },
      predecessors: (of) => predecessors.all({ unit: of }),
    });
    return { carried, own };
  }

  return {
    ofReport: (report: number): Submission[] => ofReport.all({ report }).map(submissionOf),
    inForce(report: number): Submission | null {
      const row = inForce.get({ report });
      return row ? submissionOf(row) : null;
    },
    /** The submission delivered with the idempotency key, with the id of its report. */
    byKey(key: string): { report: number; submission: Submission } | null {
      const row = byKey.get({ key });
      return row ? { report: row.report, submission: submissionOf(row) } : null;
    },
    /** The latest knownAt of all submissions, exemptions and extensions; null when there are none. */
    lastKnownAt: (): Instant | null => lastKnownAt.get()?.known_at ?? null,
    /**
     * The time at which what is stored now is known: strictly later than `at` and than everything known, and never that of
     * a period's opening, so that no asOf can tie with it.
     */
    knownNow,
    /**
     * Stores the next submission of a report and its figures. Call it in the transaction that decided on it. Throws
     * when another process took the number meanwhile.
     */
    append(report: Report, submission: NewSubmission): Submission {
      const number = (inForce.get({ report: report.id })?.number ?? 0) + 1;
      const knownAt = knownNow(submission.at);
      const stored = { ...submission, number, knownAt };
      const sha256 = submissionHash(report, stored);
      const { lastInsertRowid } = insert.run({
        ...stored,
        report: report.id,
        answers: canonical(submission.answers),
        reasons: canonical(submission.reasons),
        breaks: canonical(submission.breaks),
        sha256,
        onTime: submission.onTime === null ? null : submission.onTime ? 1 : 0,
      });
      const id = Number(lastInsertRowid);
      const { submittedAt, onTime } = submission;
      figureOf(submission.answers, { report: report.id, submission: id, number, submittedAt, onTime });
      const { key, submittedBy, at, ...rest } = stored;
      return { ...rest, id, sha256 };
    },
    /** The opening number of a unit's report and where it comes from; null when nothing earlier was delivered. */
    carried: (unit: string, period: Period): Carried | null => carriedAndOwn(unit, period).carried,
    /** The opening number, and last month's answers: for nearly all reports they stand in the same row. */
    before(unit: string, period: Period): { carried: Carried | null; lastMonth: Answers | undefined } {
      const { carried, own } = carriedAndOwn(unit, period);
      const last = addMonths(period, -1);
      const isOwn = own?.period === last;
      return { carried, lastMonth: isOwn ? own.all : earlierAnswers(unit, period, 1).get(last) };
    },
    /** The first delivered report after the period, of the unit or of one that took it over. */
    nextDelivered: (unit: string, period: Period) => nextDelivered.get({ unit, period }) ?? null,
    /** Delivered answers of the months before the period; a month of the predecessors is their sum when all delivered. */
    earlierAnswers,
    /** True when a reason for the rule was delivered in the periods [from, before). */
    reasonGiven: (unit: string, from: Period, before: Period, rule: string): boolean =>
      reasonGiven.get({ unit, from, before, path: `$.${rule}` }) !== undefined,
  };
}

/**
 * SHA-256 over everything that a submission says, in hexadecimal: what report it is about, its number, the answers,
 * reasons and comment, and who delivered it when. Shown on the receipt and recomputed by `verify`.
 */
export function submissionHash(
  report: Pick<Report, 'unit' | 'period'>,
  submission: Omit<Submission, 'id' | 'sha256'>,
): string {
  const { number, form, answers, reasons, comment, breaks, channel, submittedName, submittedAt, onTime, knownAt } =
    submission;
  const said = {
    number,
    form,
    answers,
    reasons,
    comment,
    breaks,
    channel,
    submittedName,
    submittedAt,
    onTime,
    knownAt,
  };
  return createHash('sha256')
    .update(canonical({ unit: report.unit, period: report.period, ...said }))
    .digest('hex');
}

function addMilliseconds(instant: Instant): Instant {
  return new Date(Date.parse(instant) + 1).toISOString();
}

function sumOf(parts: Answers[]): Answers {
  const sum: Answers = {};
  for (const part of parts)
    for (const [question, value] of Object.entries(part)) sum[question] = (sum[question] ?? 0) + value;
  return sum;
}

export type Row = {
  id: number;
  report: number;
  number: number;
  form: string;
  answers: string;
  reasons: string;
  comment: string;
  breaks: string;
  sha256: string;
  channel: Channel;
  submitted_name: string;
  submitted_at: string | null;
  on_time: number | null;
  known_at: string;
};

export function submissionOf(row: Row): Submission {
  const { id, number, form, comment, sha256, channel } = row;
  return {
    ...{ id, number, form, comment, sha256, channel },
    answers: JSON.parse(row.answers) as Answers,
    reasons: JSON.parse(row.reasons) as Record<string, string>,
    breaks: JSON.parse(row.breaks) as string[],
    submittedName: row.submitted_name,
    submittedAt: row.submitted_at,
    onTime: row.on_time === null ? null : row.on_time === 1,
    knownAt: row.known_at,
  };
}
