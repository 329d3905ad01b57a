// Delivers the reports of a file for the person's own units: checked first, report by report, by a delivery that is rolled
// back; then, when the person says so, the sound ones are delivered. Nothing is stored for a faulty report.

import { stringify } from 'csv-stringify/sync';
import type { Context } from '../context.ts';
import { type FiledDelivery, type FileRow, readDeliveries, type RowFault } from '../domain/delivery-file.ts';
import { openingQuestion } from '../domain/form.ts';
import type { Period } from '../domain/period.ts';
import type { Actor } from '../domain/person.ts';
import type { Closed } from '../domain/report.ts';
import type { Finding } from '../domain/rule.ts';
import { type Unit, unitName } from '../domain/unit.ts';
import { csvRows } from './csv-rows.ts';
import { deliverLoaded } from './deliver.ts';
import { listOwed } from './list-owed.ts';
import { loadForm } from './load-form.ts';
import { rehearse } from './rehearse.ts';

/** line: where in the file the field stands; of the report's first line when it stands nowhere. */
export type FiledFinding = Finding & { line: number };

/** number: of the submission that it is, or will be. replaces: somebody's draft that goes with it. */
export type FileOutcome = {
  unit: string;
  period: Period;
  line: number;
  unitThen: Unit | null;
} & (
  | { kind: 'delivered'; number: number; replaces: { name: string } | null }
  | { kind: 'unchanged'; number: number }
  | { kind: 'faulty'; findings: FiledFinding[] }
  /** Not a unit of the person's offices, or no unit at all: told the same. */
  | { kind: 'notYours' }
  | { kind: 'closed'; reason: Closed }
  /** Somebody has delivered or saved since the file was checked. */
  | { kind: 'changed' }
);

export type DeliverFileResult =
  | { ok: false; fault: 'notCsv' | 'heading' | 'empty' | 'tooMany'; line: number }
  | { ok: true; outcomes: FileOutcome[]; faults: RowFault[]; seen: string };

type Reads = Pick<Context, 'store' | 'now'>;

/** What would come of the file. Stores nothing. */
export function checkFile(context: Reads, actor: Actor & { id: number }, text: string): DeliverFileResult {
  const reading = read(context, text);
  if (!reading.ok) return reading;
  const { deliveries, faults } = reading;
  const seen = deliveries.map(({ unit, period }) => `${unit}@${period}=${standOf(context, unit, period)}`).join(' ');
  return { ok: true, faults, seen, outcomes: rehearse(context, () => deliverEach(context, actor, deliveries, null)) };
}

/** Delivers what is sound. `seen`: as `checkFile` gave it; what has changed since is not delivered. */
export function deliverFile(
  context: Reads,
  actor: Actor & { id: number },
  text: string,
  seen: string,
): DeliverFileResult {
  const reading = read(context, text);
  if (!reading.ok) return reading;
  const { deliveries, faults } = reading;
  const stands = new Map(seen.split(' ').map((one) => one.split('=', 2) as [string, string]));
  const outcomes = context.store.transaction(() => deliverEach(context, actor, deliveries, stands));
  return { ok: true, faults, seen, outcomes };
}

/** A file to fill in for what the person has left to deliver: wide, for a Norwegian Excel. */
export function fileTemplate(context: Reads, actor: Actor): string {
  const { store } = context;
  const owed = listOwed(context, actor).toSorted((one, other) => (one.period < other.period ? -1 : 1));
  const forms = [...new Set(owed.map(({ period }) => store.form.inForce(period)))];
  const [latest] = store.form.all().slice(-1);
  const asked = (forms.length > 0 || !latest ? forms : [latest]).flatMap(({ questions }) => questions);
  const questions = [...new Set(asked.map(({ id }) => id))];
  const rows = owed.map(({ unit, period }) => {
    const opening = openingQuestion(store.form.inForce(period))?.id;
    const carried = store.submission.carried(unit.id, period)?.number ?? '';
    return [unit.id, period, unitName(unit), ...questions.map((id) => (id === opening ? carried : '')), ''];
  });
  const options = { bom: true, delimiter: ';', record_delimiter: 'windows', escape_formulas: true } as const;
  return stringify([['unit', 'period', 'name', ...questions, 'comment'], ...rows], options);
}

function deliverEach(
  context: Reads,
  actor: Actor & { id: number },
  deliveries: FiledDelivery[],
  stands: Map<string, string> | null,
): FileOutcome[] {
  return deliveries.map((filed) => {
    const { unit, period, line, input, lines } = filed;
    const about = { unit, period, line };
    const loaded = loadForm(context, actor, unit, period);
    if (!loaded?.mayDeliver) return { ...about, unitThen: null, kind: 'notYours' };
    const known = { ...about, unitThen: loaded.unit };
    const { draft } = loaded;
    const isSeen = stands === null || stands.get(`${unit}@${period}`) === standOf(context, unit, period);
    // What was not seen matches nothing; the same delivered again is still the same.
    const ifMatch = isSeen ? (loaded.inForce?.number ?? 0) : -1;
    const result = deliverLoaded(context, actor, loaded, { input, key: null, ifMatch, channel: 'file' });
    switch (result.kind) {
      case 'delivered': {
        const { number } = result.submission;
        if (!result.created) return { ...known, kind: 'unchanged', number };
        return { ...known, kind: 'delivered', number, replaces: draft && { name: draft.savedByName } };
      }
      case 'faulty': {
        const unexplained = result.warnings.filter(({ rule }) => !input.reasons[rule]?.trim());
        const findings = [...result.errors, ...unexplained].map((finding) => ({
          ...finding,
          line: lines.get(finding.questions[0] ?? '') ?? line,
        }));
        return { ...known, kind: 'faulty', findings };
      }
      case 'closed':
        return { ...known, kind: 'closed', reason: result.reason };
      case 'conflict':
        return { ...known, kind: 'changed' };
    }
  });
}

/** What a report stands at: the submission in force, and the draft. The same again as long as nobody has been there. */
function standOf({ store }: Pick<Context, 'store'>, unit: string, period: Period): string {
  const report = store.report.find(unit, period);
  if (!report) return '-';
  return `${store.submission.inForce(report.id)?.number ?? 0}.${store.draft.find(report.id)?.version ?? 0}`;
}

function read({ store }: Pick<Context, 'store'>, text: string) {
  const openings = store.form.all().flatMap((form) => openingQuestion(form)?.id ?? []);
  let rows: FileRow[];
  try {
    rows = rowsIn(text);
  } catch (fault) {
    return { ok: false, fault: 'notCsv', line: (fault as { lines?: number }).lines ?? 1 } as const;
  }
  const reading = readDeliveries(rows, new Set(openings));
  return reading.ok ? reading : { ...reading, line: 1 };
}

/** Comma, semicolon or tab, as the heading has it. */
function rowsIn(text: string): FileRow[] {
  const [heading = ''] = text.split('\n', 1);
  const delimiter = [';', '\t', ','].find((one) => heading.includes(one)) ?? ',';
  return csvRows(text, delimiter).filter(({ fields }) => fields.some((field) => field.trim() !== ''));
}
