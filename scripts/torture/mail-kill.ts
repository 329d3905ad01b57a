// kill -9 at random while a process sends notices to a real mail server. Nothing may be lost; a mail may come twice only
// when its sender was killed while it held it, so once per kill at most, and with the same Message-ID. What is left at the
// end two processes send at once.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { prepareFacts } from '../../src/actions/start.ts';
import { parseConfig } from '../../src/config.ts';
import { type Context, openContext } from '../../src/context.ts';
import { addWorkingDays } from '../../src/domain/calendar.ts';
import { addMinutes, dayOf, type Instant, instantAt } from '../../src/domain/period.ts';
import { type Random, randomFrom } from '../../src/domain/random.ts';
import type { Notice } from '../../src/store/notice.ts';
import { type TortureOrder, type TortureResult, startVictim, type Victim } from './program.ts';

/** What a kill left in doubt: the mails that the sender held, and those of them that the mail server had stored. */
type Doubt = { held: string[]; stored: string[] };

/** Longer than the lease of a claimed notice, so that the next process takes up what the last one held. */
const minutesBetweenLives = 16;
/** Milliseconds after the first mail is on its way; a tenth of the lives ends at any time from the start on. */
const longestLife = 400;
/** Some more than a life sends: a step has that many receivers a kill, until every office has one. */
const noticesPerKill = 12;

export async function mailKill({ cycles, seed, say }: TortureOrder): Promise<TortureResult> {
  const started = performance.now();
  const folder = mkdtempSync(join(tmpdir(), 'kvp-mail-kill-'));
  const sink = startVictim('scripts/torture/mail-sink.ts', [seed], {});
  await sink.printed('listening ');
  const port = /listening (\d+)/.exec(sink.output())?.[1] ?? '';
  const env = { DATABASE_FILE: join(folder, 'kvp.sqlite'), SMTP_URL: `smtp://127.0.0.1:${port}`, DEMO: '0' };
  const context = contextOf(env);
  try {
    peopleAt(context, noticesPerKill * cycles);
    const kills = await killOverAndOver({ context, sink, env, cycles, random: randomFrom(seed), say });
    const seconds = Math.round((performance.now() - started) / 100) / 10;
    return { ...verdict(context, sink, kills), seconds };
  } finally {
    await sink.kill();
    context.mailer.close();
    context.store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

type Killing = {
  context: Context;
  sink: Victim;
  env: Record<string, string>;
  cycles: number;
  random: Random;
  say: (line: string) => void;
};

/** Lives and deaths over working days; at the end two at once, which nobody kills. Gives what each kill left in doubt. */
async function killOverAndOver({ context, sink, env, cycles, random, say }: Killing): Promise<Doubt[]> {
  const doubts: Doubt[] = [];
  let at = instantAt('2026-11-02', '08:00');
  let known = new Set<string>();
  while (true) {
    if (sink.child.exitCode !== null) throw new Error(`The mail server ended:\n${sink.output().slice(-2000)}`);
    const isLast = doubts.length >= cycles;
    const life = startVictim('scripts/torture/sender.ts', [at], env);
    const other = isLast ? startVictim('scripts/torture/sender.ts', [at], env) : null;
    await life.printed('ready');
    if (!isLast && random() < 0.9) await life.printed('sending');
    if (!isLast) await Promise.race([life.ended, wait(random() * longestLife)]);
    const isDone = isLast ? (await life.ended) === 0 : life.child.exitCode !== null;
    if (!isDone) await life.kill();
    if (life.child.exitCode !== null && life.child.exitCode !== 0) throw new Error(life.output());
    if (other !== null && (await other.ended) !== 0) throw new Error(other.output());
    const rows = ledger(context);
    const claimed = rows.filter(({ state }) => state === 'claimed');
    if (life.child.signalCode === 'SIGKILL') {
      const fresh = claimed.filter(({ messageId, attempts }) => !known.has(`${messageId} ${attempts}`));
      const held = fresh.map(({ messageId }) => messageId);
      doubts.push({ held, stored: held.filter((messageId) => isStored(sink, messageId)) });
      if (doubts.length % 50 === 0)
        say(`${doubts.length} kills, ${rows.filter(({ state }) => state === 'sent').length} mails`);
    }
    known = new Set(claimed.map(({ messageId, attempts }) => `${messageId} ${attempts}`));
    if (isLast && context.store.notice.waiting().count === 0) return doubts;
    at = nextLife(at, isDone && context.store.notice.waiting().count === 0);
  }
}

/** Within the hours of notices; on to the next working day when the day is over or nothing is left to send. */
function nextLife(at: Instant, nothingLeft: boolean): Instant {
  const later = addMinutes(at, minutesBetweenLives);
  const day = dayOf(at);
  const isOver = dayOf(later) !== day || later > instantAt(day, '23:00');
  return nothingLeft || isOver ? instantAt(addWorkingDays(day, 1), '08:00') : later;
}

function verdict({ store }: Context, sink: Victim, doubts: Doubt[]): TortureResult {
  const copies = new Map<string, number>();
  for (const [, messageId = ''] of sink.output().matchAll(/^stored (\S+)$/gm)) {
    copies.set(messageId, (copies.get(messageId) ?? 0) + 1);
  }
  const rows = store.period.all().flatMap(({ period }) => store.notice.ofPeriod(period));
  const of = (state: Notice['state']) => rows.filter((row) => row.state === state);
  const copiesOf = ({ messageId }: Notice) => copies.get(messageId) ?? 0;
  // The mail server refuses nothing: what was given up is lost as well.
  const lost = [...of('sent').filter((row) => copiesOf(row) === 0), ...of('failed'), ...of('refused')];
  const doubles = [...copies.values()].reduce((sum, count) => sum + count - 1, 0);
  const unsettled = [...of('planned'), ...of('claimed')];
  const against = of('skipped').filter((row) => copiesOf(row) > 0);
  const known = new Set(rows.map(({ messageId }) => messageId));
  const strange = [...copies.keys()].filter((messageId) => !known.has(messageId));
  const most = Math.max(0, ...doubts.map(({ held }) => held.length));
  const inDoubt = new Set(doubts.flatMap(({ held }) => held));
  const needless = [...copies].filter(([messageId, count]) => count > 1 && !inDoubt.has(messageId));
  const told = (what: string, found: Notice[]) => found.map(({ key, state }) => `${what}: ${key} (${state})`);
  const faults = [
    ...told('lost', lost),
    ...told('never settled', unsettled),
    ...told('recorded as skipped, and came', against),
    ...strange.map((messageId) => `came, and is not in the ledger: ${messageId}`),
    ...needless.map(([messageId, count]) => `came ${count} times, though no kill left it in doubt: ${messageId}`),
    ...(doubles > doubts.length ? [`${doubles} doubles of ${doubts.length} kills`] : []),
    ...(most > 1 ? [`a kill left ${most} mails in doubt`] : []),
  ];
  return {
    ...{ faults, kills: doubts.length, killsWhileSending: doubts.filter(({ held }) => held.length > 0).length },
    killsAfterStoring: doubts.filter(({ stored }) => stored.length > 0).length,
    ...{ sent: of('sent').length, skipped: of('skipped').length, unknown: of('unknown').length, lost: lost.length },
    ...{ doubles, mostInDoubtPerKill: most },
  };
}

function isStored(sink: Victim, messageId: string): boolean {
  return sink.output().includes(`stored ${messageId}\n`);
}

function ledger({ store }: Context): Notice[] {
  return store.period.all().flatMap(({ period }) => store.notice.ofPeriod(period));
}

function contextOf(env: Record<string, string>): Context {
  const settings = parseConfig({ NODE_ENV: 'test', ...env });
  if (!settings.ok) throw new Error(settings.faults.join('\n'));
  const context = openContext(settings.config, () => '2026-11-02T06:00:00.000Z');
  prepareFacts(context);
  return context;
}

/** A reporter at so many of the offices, or at all; one leader, governor and directorate. */
function peopleAt({ store, now }: Context, most: number): void {
  const add = (name: string, role: 'reporter' | 'leader' | 'governor' | 'directorate', scope: string) => {
    const roles = [{ role, scope, validFrom: '2018-01-01', validTo: null }];
    store.person.add({ email: `${name}@example.org`, name, language: null, roles }, now());
  };
  store.transaction(() => {
    const units = store.unit.on(dayOf(now()));
    const offices = [...new Set(units.map(({ office }) => office))].slice(0, most);
    for (const office of offices) add(`reporter-${office}`, 'reporter', office);
    add('leader', 'leader', offices[0] ?? '');
    add('governor', 'governor', units.find(({ governor }) => governor !== null)?.governor ?? '');
    add('directorate', 'directorate', '');
  });
}
