// Reads the whole database again and tells what is not as it was stored: hashes, the chain of events, numbering, the
// figures rebuilt from what was delivered, and SQLite's own checks. integrity_check alone sees few flipped bits
// (reliability.md, "The ten", 6).

import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Db } from './database.ts';
import { eventHash } from './event.ts';
import { checkFigureComments } from './figure-comment.ts';
import { extractStore } from './extract.ts';
import { formStore } from './form.ts';
import { columns, type Row, submissionHash, submissionOf } from './submission.ts';
import { checkLetters } from './verify-letters.ts';

export type Verdict = { differences: string[]; submissions: number; events: number; figures: number };

export function verifyStore(db: Db) {
  return {
    verdict: (): Verdict => verdictOn(db),
    /** The same on a thread of its own; the database must be a file. Rejects when the thread fails. */
    async verdictAside(): Promise<Verdict> {
      const worker = new Worker(new URL('./verify-worker.ts', import.meta.url), { workerData: db.name });
      // Rejects when the worker ends with an error before it has answered.
      const [verdict] = (await once(worker, 'message')) as [Verdict];
      return verdict;
    },
  };
}

/** Reads everything; a part that cannot be read is a difference too, and never stops the rest. */
export function verdictOn(db: Db): Verdict {
  const differences: string[] = [];
  const tell = (line: string) => void differences.push(line);
  const count = (check: () => number, what: string): number => {
    try {
      return check();
    } catch (error) {
      tell(`${what} cannot be read: ${(error as Error).message}`);
      return 0;
    }
  };
  count(() => checkPages(db, tell), 'the file');
  const submissions = count(() => checkSubmissions(db, tell), 'submissions');
  count(() => checkNumbers(db, tell), 'the numbers of submissions');
  const figures = count(() => checkFigures(db, tell), 'figures');
  const events = count(() => checkEvents(db, tell), 'events');
  count(() => checkTold(db, tell), 'events about reports');
  count(() => checkFigureComments(db, tell), 'comments on figures');
  count(() => checkExtracts(db, tell), 'extracts');
  count(() => checkLetters(db, tell), 'letters and answers');
  return { differences, submissions, events, figures };
}

type Tell = (line: string) => void;

function checkPages(db: Db, tell: Tell): number {
  for (const { integrity_check: line } of db.pragma('integrity_check') as { integrity_check: string }[]) {
    if (line !== 'ok') tell(`integrity_check: ${line}`);
  }
  const orphans = db.pragma('foreign_key_check') as { table: string; rowid: number; parent: string }[];
  for (const { table, rowid, parent } of orphans) tell(`${table} row ${rowid}: what it refers to in ${parent} is gone`);
  const synchronous = db.pragma('synchronous', { simple: true }) as number;
  if (synchronous !== 2)
    tell(`synchronous is ${synchronous}, not 2 (FULL): a power cut may lose what was acknowledged`);
  return 0;
}

/** Rows are never deleted, so their ids have no gaps; what the service learned later has a later time. */
function checkSubmissions(db: Db, tell: Tell): number {
  const rows = db.prepare<[], Row & { unit: string; period: string }>(
    `SELECT ${columns}, r.unit, r.period FROM submission s LEFT JOIN report r ON r.id = s.report ORDER BY s.id`,
  );
  let count = 0;
  let knownAt = '';
  for (const row of rows.iterate()) {
    count += 1;
    const name = `submission ${row.id} (${row.unit} ${row.period} number ${row.number})`;
    if (row.id !== count) {
      tell(`submission ${count}${row.id > count + 1 ? ` to ${row.id - 1}` : ''} is gone`);
      count = row.id;
    }
    if (row.known_at <= knownAt) tell(`${name}: it is not known later than the one before it`);
    knownAt = row.known_at;
    if (hashOf(row) !== row.sha256) tell(`${name}: its content does not give its hash ${row.sha256}`);
  }
  return count;
}

/** Null when the row is so damaged that it cannot be told as it was. */
function hashOf(row: Row & { unit: string; period: string }): string | null {
  try {
    return submissionHash(row, submissionOf(row));
  } catch {
    return null;
  }
}

function checkNumbers(db: Db, tell: Tell): number {
  const gaps = db.prepare<[], { unit: string; period: string }>(
    `SELECT r.unit, r.period FROM submission s JOIN report r ON r.id = s.report
     GROUP BY s.report HAVING min(s.number) <> 1 OR max(s.number) <> count(*)`,
  );
  for (const { unit, period } of gaps.iterate()) tell(`${unit} ${period}: its submissions are not numbered 1, 2, …`);
  return 0;
}

/** Rebuilds each row of `figure` from the latest submission and compares every column; one not asked must be NULL. */
function checkFigures(db: Db, tell: Tell): number {
  const names = db.prepare<[], { name: string }>(`SELECT name FROM pragma_table_info('figure')`).all();
  const keys = ['report', 'submission', 'number', 'first_submitted_at', 'first_on_time'];
  const questions = names.map(({ name }) => name).filter((name) => !keys.includes(name));
  const rows = db.prepare<[], Record<string, number | string | null>>(
    `SELECT r.unit, r.period, s.id AS latest, s.number AS latest_number, s.answers, s1.on_time AS verdict,
       s1.submitted_at AS first_time, f.*
     FROM submission s
     JOIN report r ON r.id = s.report
     LEFT JOIN submission s1 ON s1.report = s.report AND s1.number = 1
     LEFT JOIN figure f ON f.report = s.report
     WHERE s.number = (SELECT max(number) FROM submission WHERE report = s.report)`,
  );
  let count = 0;
  for (const row of rows.iterate()) {
    count += 1;
    const name = `${row.unit} ${row.period}`;
    const answers = JSON.parse(String(row.answers)) as Record<string, number>;
    if (row.submission !== row.latest || row.number !== row.latest_number)
      tell(`${name}: its figures are not those of its latest submission`);
    if (row.first_on_time !== row.verdict || row.first_submitted_at !== row.first_time)
      tell(`${name}: its verdict and time are not those of its first submission`);
    for (const question of questions) {
      const [held, told] = [row[question] ?? null, answers[question] ?? null];
      if (held !== told) tell(`${name}: ${question} is ${held} among the figures and ${told} in the submission`);
    }
    for (const question of Object.keys(answers).filter((id) => !questions.includes(id))) {
      tell(`${name}: ${question} was delivered and has no column among the figures`);
    }
  }
  const extra = db.prepare<[], { report: number }>(
    'SELECT report FROM figure f WHERE NOT EXISTS (SELECT 1 FROM submission s WHERE s.report = f.report)',
  );
  for (const { report } of extra.iterate()) tell(`figures of report ${report}: nothing was delivered for it`);
  return count;
}

type EventRow = Record<'at' | 'who' | 'what' | 'subject' | 'details' | 'previous' | 'hash', string> & { id: number };

function checkEvents(db: Db, tell: Tell): number {
  const rows = db.prepare<[], EventRow>(
    'SELECT id, at, who, what, subject, details, previous, hash FROM event ORDER BY id',
  );
  let count = 0;
  let previous = '0'.repeat(64);
  for (const row of rows.iterate()) {
    count += 1;
    if (row.previous !== previous) tell(`event ${row.id}: it does not follow the one before it`);
    if (eventHashOf(row) !== row.hash) tell(`event ${row.id}: its content does not give its hash ${row.hash}`);
    previous = row.hash;
  }
  return count;
}

function eventHashOf({ at, who, what, subject, details, previous }: EventRow): string | null {
  try {
    const told = JSON.parse(details) as Record<string, unknown>;
    return eventHash({ at, who, what, subject, details: told }, previous);
  } catch {
    return null;
  }
}

/** SQL for the name that events have for the report `r`. */
const nameOfReport = `'report:' || r.period || ':' || r.unit`;

/**
 * Every submission, exemption and extension was told of in the record, and everything told of there is there: the end of a
 * table counts too.
 */
function checkTold(db: Db, tell: Tell): number {
  const told = `SELECT subject, 'number ' || (details ->> '$.number') AS what, details ->> '$.sha256' AS content
    FROM event WHERE what IN ('report.delivered', 'report.corrected')`;
  const submissions = `SELECT ${nameOfReport} AS subject, 'number ' || s.number AS what, s.sha256 AS content
    FROM submission s JOIN report r ON r.id = s.report`;
  compareTold(db, tell, { told, stored: submissions, noun: 'submission' });

  const exempted = `SELECT subject, iif(what = 'report.exempted', 'exempt', 'expected') AS what,
      json_array(who, details ->> '$.reason') AS content
    FROM event WHERE what IN ('report.exempted', 'report.exemptionTakenBack')`;
  const exemptions = `SELECT ${nameOfReport} AS subject, iif(e.exempt, 'exempt', 'expected') AS what,
      json_array(e.who, e.reason) AS content FROM exemption e JOIN report r ON r.id = e.report`;
  compareTold(db, tell, { told: exempted, stored: exemptions, noun: 'exemption' });

  const extended = `SELECT subject, 'until ' || coalesce(details ->> '$.deadline', r.deadline) AS what,
      json_array(who, details ->> '$.reason') AS content
    FROM event JOIN report r ON subject = ${nameOfReport} WHERE what IN ('report.extended', 'report.extensionTakenBack')`;
  const extensions = `SELECT ${nameOfReport} AS subject, 'until ' || x.deadline AS what,
      json_array(x.who, x.reason) AS content FROM extension x JOIN report r ON r.id = x.report`;
  compareTold(db, tell, { told: extended, stored: extensions, noun: 'extension' });
  return 0;
}

type Told = { subject: string; what: string; content: string };

/** Two queries that must give the same rows: what the record tells was stored, and what is. */
function compareTold(db: Db, tell: Tell, { told, stored, noun }: { told: string; stored: string; noun: string }): void {
  const name = (row: Told) => {
    const [, period, unit] = row.subject.split(':');
    return `${unit} ${period} ${row.what}`;
  };
  for (const row of db.prepare<[], Told>(`${told} EXCEPT ${stored}`).iterate())
    tell(`${name(row)}: the record tells of this ${noun}, which is not there as it was`);
  for (const row of db.prepare<[], Told>(`${stored} EXCEPT ${told}`).iterate())
    tell(`${name(row)}: the record does not tell of this ${noun}`);
}

/** What was frozen must still be what it was. */
function checkExtracts(db: Db, tell: Tell): number {
  const questionsOf = (version: string) =>
    formStore(db)
      .byVersion(version)
      .questions.map(({ id }) => id);
  for (const extract of extractStore(db).changed(questionsOf)) {
    tell(`extract ${extract}: its content does not give its hash`);
  }
  return 0;
}
