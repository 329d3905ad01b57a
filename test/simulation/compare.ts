// Holds what the service did against what the oracle says. A mail is known by its address and its words, not by the
// ledger; the ledger is read from the database file, not through the store.

import Database from 'better-sqlite3';
import type { TickResult } from '../../src/actions/chase.ts';
import { minutesBetween } from './almanac.ts';
import { type Entry, type Expected, keyOf, type makeOracle, type Reason } from './oracle.ts';
import type { Mail } from './play.ts';
import type { Happening } from './happening.ts';

export type Compared = {
  /** Sent as they should be. */
  mails: number;
  /** Recorded as skipped, with a reason that is true. */
  skipped: number;
  /** What differs; empty when nothing does. */
  faults: string[];
};

type Seen = { mails: Mail[]; results: TickResult[]; dry: { said: number; planned: number } | null };

const reasons: Record<Reason, string> = {
  beforeFirstStart: 'already past when the service first started',
  tooOld: 'more than ten working days old',
  laterStep: 'a later step took over',
  switchedOff: 'this kind of mail is switched off',
  nobody: 'no person',
  addressDead: 'address is dead',
  delivered: 'delivered or exempt before it was sent',
  noLongerReceiver: 'no longer a receiver',
  deadlineMoved: 'the deadline was moved',
};

/** Each mail that must go in the tick goes once, to the right person, about the right month and units; no other does. */
export function compareTick(
  compared: Compared,
  { at, race }: Extract<Happening, { kind: 'tick' }>,
  { mails, clockBelieved, keptBack }: Expected,
  seen: Seen,
  paused: boolean,
): void {
  const fault = (text: string) => compared.faults.push(`${at}: ${text}`);
  if (seen.results.some((result) => result.clockBelieved) !== clockBelieved)
    fault(`the clock should ${clockBelieved ? '' : 'not '}be believed`);
  if (seen.dry !== null && clockBelieved && seen.dry.said !== seen.dry.planned)
    fault(`a dry run said ${seen.dry.said} notices, and ${seen.dry.planned} were planned`);
  if (seen.results.some((result) => result.clockBelieved && (result.paused !== null) !== paused))
    fault(`mail should ${paused ? '' : 'not '}be paused: ${seen.results.map((result) => result.paused).join()}`);

  const arrived = seen.mails
    .map(({ message }, index) => ({ index, message }))
    .filter(({ message }) => !isOfNoStep.test(message.subject))
    .map(({ index, message }) => ({ index, line: lineOf(message) }));
  for (const { entry, units, unitsAfterRace } of mails) {
    const before = `${entry.person} ${entry.step} ${entry.period} ${units.length}`;
    const after = unitsAfterRace && `${entry.person} ${entry.step} ${entry.period} ${unitsAfterRace.length}`;
    const found = arrived.findIndex(({ line, index }) =>
      after === null || race === null || index <= race.mail ? line === before : line === after,
    );
    if (found >= 0) {
      arrived.splice(found, 1);
      compared.mails += 1;
    } else if (unitsAfterRace?.length === 0 && seen.mails.length > (race?.mail ?? 0)) keptBack(entry);
    else fault(`not sent: ${before} (of ${units.join()})`);
  }
  for (const { line } of arrived) fault(`sent, and should not have been: ${line}`);
}

/** Reminders of follow-ups belong to no step of the plan, and have tests of their own. */
const isOfNoStep = /oppfølgingssak/;

const kinds: [RegExp, string][] = [
  [/^KVP-rapporten for .* kan leverast?/, 'opening'],
  [/^KVP-rapporten for .* kan leveres/, 'opening'],
  [/^Påminn(else|ing): fristen/, 'reminder-1'],
  [/^Påminn(else|ing): KVP/, 'reminder-2'],
  [/^Siste påminn/, 'reminder-3'],
  [/^Manglande|^Manglende/, 'escalation'],
];
const months = 'januar februar mars april mai juni juli august september oktober november desember'.split(' ');

/** `p12 reminder-1 2027-03 2`: to whom, which step, for which month, about how many units; as the reader sees it. */
function lineOf({ to, subject, text, languages }: Mail['message']): string {
  const step = kinds.find(([words]) => words.test(subject))?.[1] ?? `"${subject}"`;
  // The lead names the month that is missing before any other day.
  const [, name = '', year = ''] = new RegExp(`(?:for|om) (${months.join('|')}) (\\d{4})`).exec(text) ?? [];
  const period = `${year}-${String(months.indexOf(name) + 1).padStart(2, '0')}`;
  const counted = [...text.matchAll(/^- .*: (\d+) rapporterings/gm)].map((match) => Number(match[1]));
  const lines = [...text.matchAll(/^- /gm)].length;
  const units = counted.length > 0 ? counted.reduce((sum, count) => sum + count, 0) : lines;
  return `${to.address.split('@')[0]} ${step} ${period} ${units / languages.length}`;
}

type Row = {
  key: string;
  step: string;
  period: string;
  office: string | null;
  governor: string | null;
  email: string | null;
  state: string;
  reason: string | null;
  planned_at: string;
  sent_at: string | null;
};

/** Every notice that there must be is in the ledger, once, and as it went; no other is, but those that came too late. */
export function compareLedger(compared: Compared, oracle: ReturnType<typeof makeOracle>, file: string): void {
  const db = new Database(file, { readonly: true });
  const rows = db
    .prepare<[], Row>(
      `SELECT key, step, period, office, governor, p.email, state, reason, planned_at, sent_at
       FROM notice n LEFT JOIN person p ON p.id = n.person WHERE period IS NOT NULL`,
    )
    .all();
  const opened = db.prepare<[], { period: string; at: string }>('SELECT period, opened_at AS at FROM period').all();
  db.close();
  const { faults } = compared;
  for (const { period, at } of opened) {
    const expected = oracle.rounds.get(period)?.openedAt;
    // Later than what was known before: by a day, when somebody did something while the clock was a day fast.
    const late = expected === undefined ? Number.NaN : minutesBetween(expected, at);
    if (!(late >= 0 && late < 2 * 24 * 60)) faults.push(`${period} opened at ${at}, not ${expected}`);
  }
  if (opened.length !== oracle.rounds.size) faults.push(`${opened.length} months are open, not ${oracle.rounds.size}`);
  const missing = new Map(oracle.ledger);
  for (const row of rows) {
    const entry = missing.get(keyOfRow(row));
    missing.delete(keyOfRow(row));
    const fault = entry === undefined ? faultOfUnexpected(row) : faultOf(row, entry);
    if (fault !== null) faults.push(`${row.key} (${row.email ?? row.office ?? row.governor}): ${fault}`);
    else if (row.state === 'skipped') compared.skipped += 1;
  }
  for (const [key, { recordedAt, state }] of missing)
    faults.push(`${key}: not in the ledger; ${state}, from ${recordedAt}`);
}

function keyOfRow({ key, step, period, email, office, governor }: Row): string {
  const place = office ?? governor ?? 'directorate';
  const ownDeadline = /:(\d{4}-\d\d-\d\d)$/.exec(key)?.[1] ?? null;
  return keyOf({ step, period, person: email?.split('@')[0] ?? null, place, ownDeadline });
}

function faultOf(row: Row, { state, settledAt, recordedAt, reasons: trueReasons }: Entry): string | null {
  if (row.state !== state) return `is ${row.state} (${row.reason}), and should be ${state} (${trueReasons.join()})`;
  if (row.planned_at !== recordedAt) return `was planned at ${row.planned_at}, and should have been at ${recordedAt}`;
  if (state === 'sent' && row.sent_at !== settledAt)
    return `was sent at ${row.sent_at}, and should have been at ${settledAt}`;
  if (state !== 'skipped') return null;
  const isTrue = trueReasons.some((reason) => reasons[reason] === row.reason);
  return isTrue ? null : `is skipped since "${row.reason}"; true is ${trueReasons.join()}`;
}

/** Somebody who came when the step was too old already may be recorded as told nothing, and never more. */
function faultOfUnexpected({ state, reason }: Row): string | null {
  const isHarmless = state === 'skipped' && (reason === reasons.tooOld || reason === reasons.beforeFirstStart);
  return isHarmless ? null : `is ${state} (${reason}), and nobody should have it`;
}
