// The commands that read and write files of data: reference data, targets, reports.

import { setTimeout as wait } from 'node:timers/promises';
import { exportReports } from '../../src/actions/export-reports.ts';
import { importReference } from '../../src/actions/import-reference.ts';
import { importReports } from '../../src/actions/import-reports.ts';
import { importTargets } from '../../src/actions/import-targets.ts';
import type { Context } from '../../src/context.ts';
import type { Instant } from '../../src/domain/period.ts';
import { type Command, counted, remark, say } from './command.ts';

export const fileCommands: Command[] = [
  {
    name: 'import reference',
    usage: 'import reference <folder>',
    help: `Imports counties, municipalities, offices, units and governors.
The folder holds the files of db/reference. All of it goes in, or nothing: every fault is told by file and line.
Nothing with history is deleted.`,
    arguments: ['folder'],
    options: {},
    database: 'ready',
    run(context, given) {
      const result = importReference(context, given.argument('folder'));
      if (!result.ok) return result.faults;
      say('Reference data imported.');
      return [];
    },
  },
  {
    name: 'import targets',
    usage: 'import targets <csv>',
    help: `Imports expected numbers of participants (måltall).
Columns: municipality_number,expected_participants,valid_from,source. Decimal comma or point. All rows or none; every
fault is told by line. A row for the same municipality and day replaces the one before.`,
    arguments: ['csv'],
    options: {},
    database: 'ready',
    run(context, given) {
      const result = importTargets(context, given.argument('csv'));
      if (!result.ok) return result.faults;
      say(`${counted(result.targets, 'targets')} read, ${result.changed} new or changed.`);
      return [];
    },
  },
  {
    name: 'import reports',
    usage: 'import reports <csv> [--form kvp-1]',
    help: `Imports reports, as written by "export reports".
Columns: unit,period,question,value; one row for each answer, and for submitted_at, comment and reason_<rule>.
--form <version>: refuse reports that are on another form version.
A report goes in whole or not at all; faults are told by line, and the exit code is then 1. What differs from the
submission in force becomes a correction; the same file again changes nothing, so an import that was broken off is
simply run again. A month that was not open is opened for all its units, without notices. Closing days do not bind.
A report that breaks a rule is imported and marked. Without submitted_at it is not known whether it was on time.`,
    arguments: ['csv'],
    options: { form: { type: 'string' } },
    database: 'ready',
    async run(context, given) {
      const form = given.option('form');
      if (form !== undefined && !context.store.form.all().some(({ version }) => version === form)) {
        return [`There is no form ${form}.`];
      }
      const result = await importReports(context, given.argument('csv'), {
        ...(form === undefined ? {} : { form }),
        async progress(done, total, knownAt) {
          if (done === total || done % 1000 === 0) remark(`${counted(done, 'of')} ${counted(total, 'reports')}`);
          await untilPast(context, knownAt);
        },
      });
      for (const line of result.remarks) remark(line);
      const { imported, corrected, unchanged, marked, faults } = result;
      say(
        `${counted(imported, 'imported')}, ${counted(corrected, 'corrected')}, ${counted(unchanged, 'unchanged')}, ` +
          `${counted(marked, 'marked as breaking a rule')}, ${counted(faults.length, 'faults')}.`,
      );
      return faults;
    },
  },
  {
    name: 'export reports',
    usage: 'export reports <csv>',
    help: `Writes every report in force to a file that "import reports" reads.
submitted_at is the time of the first delivery, which decides on-time or late. Earlier submissions are not written.`,
    arguments: ['csv'],
    options: {},
    database: 'open',
    async run(context, given) {
      const file = given.argument('csv');
      const reports = await exportReports(context, file);
      remark(`${counted(reports, 'reports')} written to ${file}.`);
      return [];
    },
  },
];

/**
 * Every submission takes a millisecond of the service's time: an import must not run ahead of the clock. A clock that
 * stands still (as under faketime) is not waited for.
 */
export async function untilPast({ now }: Context, knownAt: Instant | null): Promise<void> {
  let before = '';
  while (knownAt !== null && now() <= knownAt && now() !== before) {
    before = now();
    await wait(Math.min(1000, Date.parse(knownAt) - Date.parse(before) + 2));
  }
}
