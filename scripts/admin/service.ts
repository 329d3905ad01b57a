// The commands about the service itself: its clockwork, its database, its demo.

import { existsSync } from 'node:fs';
import { backup, restore } from '../../src/actions/backup.ts';
import { tick } from '../../src/actions/chase.ts';
import {
  type DescribedNotice,
  noticeDescriber,
  type WaitingNotice,
  waitingAt,
} from '../../src/actions/notices-ahead.ts';
import { duePeriod } from '../../src/actions/open.ts';
import { prepare } from '../../src/actions/start.ts';
import { openContext, systemClock } from '../../src/context.ts';
import { addMonths, parseInstant, type Period, periodsFrom } from '../../src/domain/period.ts';
import { datesOf } from '../../src/domain/plan.ts';
import { type CalendarDay, calendarOf } from '../../src/domain/plan-calendar.ts';
import * as files from '../../src/store/backup.ts';
import { openStore } from '../../src/store/store.ts';
import { type Command, counted, remark, say } from './command.ts';

export const serviceCommands: Command[] = [
  {
    name: 'tick',
    usage: 'tick [--at <ISO time>] [--dry-run] [--json]',
    help: `Does what is due now: opens months, plans notices, sends them.
The service does this by itself every ten minutes.
--at 2026-11-11T08:00:00+01:00: play that time; the service's own last tick does not move.
--dry-run: only tell, notice by notice, and what waits in the ledger; nothing is written, nothing is sent.
--json: print {"at","planned","sent","skipped","failed"} on one line.`,
    arguments: [],
    options: { at: { type: 'string' }, 'dry-run': { type: 'boolean' }, json: { type: 'boolean' } },
    database: 'open',
    async run(context, given) {
      const typed = given.option('at');
      const at = typed === undefined ? context.now() : parseInstant(typed);
      if (at === null) return [`--at must be a time with its offset, as 2026-11-11T08:00:00+01:00 or …Z, not ${typed}`];
      const result = await tick(context, { at, dryRun: given.flag('dry-run'), played: typed !== undefined });
      const { planned, sent, skipped, failed } = result;
      for (const alarm of result.alarms) remark(alarm);
      if (result.paused !== null && !result.alarms.includes(result.paused)) remark(`Mail is paused: ${result.paused}.`);
      if (given.flag('json')) say(JSON.stringify({ at: result.at, planned, sent, skipped, failed }));
      else {
        say(`${result.at}: ${planned} planned, ${sent} sent, ${skipped} skipped, ${failed} failed.`);
        if (!given.flag('dry-run')) return [];
        for (const notice of waitingAt(context, at)) say(waitingLine(notice));
        for (const notice of result.notices.map(noticeDescriber(context, at))) say(noticeLine(notice));
      }
      return [];
    },
  },
  {
    name: 'plan show',
    usage: 'plan show',
    help: `Shows the plan in force, with the dates of the coming months' reports and a calendar.
The calendar is the one of the page /plans: every step with its weekday, and the holidays between.`,
    arguments: [],
    options: {},
    database: 'open',
    run({ store, now }) {
      const due = duePeriod(now());
      for (const period of periodsFrom(due, addMonths(due, 2))) {
        const plan = store.plan.inForce(period);
        const { opensOn, deadline, closesOn, steps } = datesOf(plan, period);
        say(`${period} (plan ${plan.version}): opens ${opensOn}, deadline ${deadline}, closes ${closesOn}`);
        for (const { step, day, to } of steps) say(`  ${day} ${step} to ${to.join(' and ')}, from ${plan.noticesFrom}`);
      }
      const opened = new Map(store.period.all().map(({ period, plan }) => [period, plan]));
      const planOf = (period: Period) => {
        const version = opened.get(period);
        return version === undefined ? store.plan.inForce(period) : store.plan.byVersion(version);
      };
      const thisMonth = addMonths(due, 1);
      for (const { month, days } of calendarOf(periodsFrom(thisMonth, addMonths(thisMonth, 5)), planOf)) {
        say(`\n${month}`);
        for (const day of days)
          for (const line of linesOf(day)) say(`  ${day.day} ${weekdays[day.weekday - 1]}  ${line}`);
      }
      return [];
    },
  },
  {
    name: 'verify',
    usage: 'verify',
    help: `Reads everything stored again and compares it.
Hashes of submissions, the chain of events, references, numbering, figures rebuilt from what was delivered, SQLite's own
checks. Each difference is a line; the exit code is 1 when there is any. Nothing is changed.`,
    arguments: [],
    options: {},
    database: 'open',
    run({ store }) {
      const { differences, submissions, events, figures } = store.verify.verdict();
      for (const line of differences) say(line);
      say(
        `${counted(submissions, 'submissions')}, ${counted(figures, 'rows of figures')}, ${counted(events, 'events')} read.`,
      );
      return differences.length === 0
        ? []
        : [`${counted(differences.length, 'differences')}: what is stored is not what was stored.`];
    },
  },
  {
    name: 'backup',
    usage: 'backup <file>',
    help: `Copies the database while the service runs, and checks the copy.
The file appears when its copy has been read back and found whole. A file that is there is never replaced.`,
    arguments: ['file'],
    options: {},
    database: 'open',
    async run(context, given) {
      const file = given.argument('file');
      const result = await backup(context, file, files);
      if (!result.ok) return result.faults;
      say(`${file} holds ${counted(result.counts.submissions, 'submissions')} and was read back whole.`);
      return [];
    },
  },
  {
    name: 'restore',
    usage: 'restore <file>',
    help: `Puts a backup in the place of the database. Stop the server first.
The backup is checked first. The database that was there is moved aside, not deleted. Mail is paused until somebody
releases it, so that nothing is sent twice. Receipts given out after the backup are listed: they are not in it.`,
    arguments: ['file'],
    options: {},
    database: 'none',
    run(config, given) {
      const result = restore(config.databaseFile, given.argument('file'), systemClock(), files, openStore);
      if (!result.ok) return result.faults;
      say(`Restored ${counted(result.counts.submissions, 'submissions')}. Mail is paused until it is released.`);
      if (result.aside) say(`The database before it is kept as ${result.aside}.`);
      say(`${counted(result.newer.length, 'receipts')} are newer than the backup.`);
      for (const { unit, period, number, knownAt } of result.newer)
        say(`  ${unit} ${period} number ${number}, ${knownAt}`);
      return [];
    },
  },
  {
    name: 'demo',
    usage: 'demo',
    help: `Fills an empty database with demo people and a synthetic history.
Outside production only. The service does the same by itself at its first start when DEMO is not 0.`,
    arguments: [],
    options: {},
    database: 'none',
    run(config) {
      if (config.production) return ['The demo is never made in production.'];
      const isNew = !existsSync(config.databaseFile);
      const context = openContext({ ...config, demo: true });
      try {
        const isEmpty = isNew || (context.store.person.isEmpty() && context.store.submission.lastKnownAt() === null);
        if (!isEmpty) return [`${config.databaseFile} is not empty: the demo is made in an empty database only.`];
        prepare(context);
      } finally {
        context.mailer.close();
        context.store.close();
      }
      remark('Demo people and a synthetic history are in place.');
      return [];
    },
  },
];

/** `  reminder-2 of 2026-10 to alice@example.org (reporter): 0101-3101, 0101-3124`. */
function noticeLine({ recipient, as, office, governor, units, skipped, ...notice }: DescribedNotice): string {
  const to = recipient === null ? `nobody at ${office ?? governor ?? 'the directorate'}` : `${recipient} (${as})`;
  const about = skipped === null ? units.map(({ unit }) => unit.id).join(', ') : `skipped, ${skipped}`;
  return `  ${nameOf(notice)} to ${to}: ${about}`;
}

/** `  announcement to alice@example.org: waits in the ledger`. */
function waitingLine({ recipient, skipped, ...notice }: WaitingNotice): string {
  return `  ${nameOf(notice)} to ${recipient}: ${skipped === null ? 'waits in the ledger' : `skipped, ${skipped}`}`;
}

function nameOf({ step, period }: { step: string; period: Period | null }): string {
  return period === null ? step : `${step} of ${period}`;
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** What there is to say of a day: what happens, and why nobody is at work on a weekday. */
function linesOf({ weekday, working, holiday, entries }: CalendarDay): string[] {
  const off = working || weekday > 5 ? [] : [`no notices: ${holiday?.nb ?? 'day off'}`];
  const named = { opens: 'opens', deadline: 'deadline of', closes: 'closes' };
  return [
    ...off,
    ...entries.map((entry) =>
      entry.kind === 'step'
        ? `${entry.step} of ${entry.period} to ${entry.to.join(' and ')}`
        : `${named[entry.kind]} ${entry.period}`,
    ),
  ];
}
