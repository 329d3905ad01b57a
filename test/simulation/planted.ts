// Faults that are planted into a copy of the program, to show that the simulation would find them. A fault whose place in
// the text is no longer there is a fault of this list, and says so.

import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Played } from './play.ts';
import type { Size } from './scenario.ts';

type Change = { file: string; text: string; becomes: string };
/** `isQuick`: for every commit; the others are planted by `npm run torture -- calendar` alone. */
export type PlantedFault = { name: string; changes: Change[]; size: Size; isQuick?: boolean };

const root = new URL('../../', import.meta.url).pathname;
const run = promisify(execFile);
const year = { months: 12, offices: 12 };

export const plantedFaults: PlantedFault[] = [
  {
    name: '= for <= where it is asked whether the day of a step has come',
    changes: [
      {
        file: 'src/domain/notice.ts',
        text: '.filter((step) => step.day <= today)\n      .flatMap',
        becomes: '.filter((step) => step.day === today)\n      .flatMap',
      },
    ],
    size: { seed: 'equals', ...year },
    isQuick: true,
  },
  {
    name: 'the day of an instant taken in UTC',
    changes: [
      {
        file: 'src/domain/period.ts',
        text: 'Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone)',
        becomes: "Temporal.Instant.from(instant).toZonedDateTimeISO('UTC')",
      },
    ],
    size: { seed: 'day', ...year },
    isQuick: true,
  },
  {
    name: '08:00 taken in UTC',
    changes: [
      {
        file: 'src/domain/period.ts',
        text: '.toZonedDateTime({ timeZone,',
        becomes: ".toZonedDateTime({ timeZone: 'UTC',",
      },
    ],
    size: { seed: 'eight', ...year },
    isQuick: true,
  },
  {
    name: 'the ledger not asked before a notice is planned, so that only the key keeps it from coming twice',
    changes: [
      { file: 'src/domain/notice.ts', text: '.filter((notice) => !facts.ledger.has(notice.key))', becomes: '' },
    ],
    size: { seed: 'ledger', ...year },
    isQuick: true,
  },
  {
    name: 'the ledger not asked at all',
    changes: [
      { file: 'src/domain/notice.ts', text: '.filter((notice) => !facts.ledger.has(notice.key))', becomes: '' },
      {
        file: 'src/store/notice.ts',
        text: 'const messageId = messageIdOf(notice.key);',
        becomes: 'row.key = `${row.key} ${at}`;\n        const messageId = messageIdOf(row.key);',
      },
    ],
    size: { seed: 'ledger', ...year },
    isQuick: true,
  },
  {
    name: 'the reports not read again before a mail goes',
    changes: [
      {
        file: 'src/actions/wanted-notice.ts',
        text: ' => store.owed.isOwed(whole.period, unit, ownDeadline);',
        becomes: ' => unit !== ownDeadline;',
      },
    ],
    size: { seed: 'again', ...year },
  },
  {
    name: 'all overdue steps sent, not only the latest',
    changes: [
      {
        file: 'src/domain/notice.ts',
        text: 'return latest !== undefined && latest.step !== step.step ? skipReasons.laterStep : null;',
        becomes: 'return latest === undefined ? skipReasons.laterStep : null;',
      },
    ],
    size: { seed: 'overdue', ...year },
  },
  {
    name: 'a step too old one working day too early',
    changes: [{ file: 'src/domain/notice.ts', text: 'round.plan.oldestStep + 1', becomes: 'round.plan.oldestStep' }],
    size: { seed: 'early 0', months: 24, offices: 60 },
  },
  {
    name: 'a closed office still written to',
    changes: [
      { file: 'src/actions/chase-facts.ts', text: 'unit.offices.at(-1) ?? unit.office', becomes: 'unit.office' },
    ],
    size: { seed: 'closed', months: 24, offices: 60 },
  },
  {
    name: 'a unit with a deadline of its own chased by the month’s',
    changes: [
      {
        file: 'src/domain/notice.ts',
        text: 'steps: stepsOf(round.plan, opensOn, ownDeadline) };',
        becomes: 'steps: round.steps.length > 0 ? round.steps : stepsOf(round.plan, opensOn, ownDeadline) };',
      },
    ],
    size: { seed: 'own', ...year },
  },
  {
    name: 'a clock that goes back believed',
    changes: [
      {
        file: 'src/actions/chase.ts',
        text: 'if (last !== null && at < last) return',
        becomes: "if (last === '') return",
      },
    ],
    size: { seed: 'back', months: 36, offices: 12 },
  },
  {
    name: 'Maundy Thursday a working day',
    changes: [
      {
        file: 'src/domain/calendar.ts',
        text: "  [-3]: { nb: 'Skjærtorsdag'",
        becomes: "  [-300]: { nb: 'Skjærtorsdag'",
      },
    ],
    size: { seed: 'easter', months: 60, offices: 6 },
  },
  {
    name: '1 May a working day',
    changes: [{ file: 'src/domain/calendar.ts', text: "  '05-01': {", becomes: "  '05-99': {" }],
    size: { seed: 'first', months: 18, offices: 6 },
  },
];

/**
 * Plays the simulation on a copy of the program with the fault, on a machine in the zone. Throws when the fault cannot be
 * planted any more.
 */
export async function playWith({ name, changes, size }: PlantedFault, zone?: string): Promise<Played> {
  const copy = mkdtempSync(join(tmpdir(), 'kvp-planted-'));
  try {
    for (const folder of ['src', 'scripts/torture', 'test/simulation'])
      cpSync(join(root, folder), join(copy, folder), { recursive: true });
    for (const file of ['node_modules', 'db', 'views']) symlinkSync(join(root, file), join(copy, file));
    cpSync(join(root, 'package.json'), join(copy, 'package.json'));
    for (const { file, text, becomes } of changes) {
      const before = readFileSync(join(copy, file), 'utf8');
      if (before.split(text).length !== 2) throw new Error(`${name}: ${file} does not hold once:\n${text}`);
      writeFileSync(
        join(copy, file),
        before.replace(text, () => becomes),
      );
    }
    return await playApart(size, copy, zone);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** Plays the simulation in a process of its own. */
export async function playApart(size: Size, folder: string = root, zone?: string): Promise<Played> {
  const { stdout } = await run(process.execPath, ['scripts/torture/simulate.ts', JSON.stringify(size)], {
    cwd: folder,
    env: { ...process.env, ...(zone === undefined ? {} : { TZ: zone }) },
    maxBuffer: 2 ** 26,
  });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Played;
}
