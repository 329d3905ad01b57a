// Plays a scenario against the real service: its actions, its ticks, its database file, two contexts on it as two
// processes would have. The only thing replaced is the way out for mail, which remembers. What the service does is held
// against the oracle tick by tick, and the whole ledger at the end.

import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tick } from '../../src/actions/chase.ts';
import { changePlan, nextVersion } from '../../src/actions/change-plan.ts';
import { deliver } from '../../src/actions/deliver.ts';
import { decideOnReport } from '../../src/actions/exemptions.ts';
import { importReference } from '../../src/actions/import-reference.ts';
import { pauseMail, releaseMail } from '../../src/actions/mail-pause.ts';
import { turnSwitch } from '../../src/actions/mail-switch.ts';
import { prepareFacts } from '../../src/actions/start.ts';
import { parseConfig } from '../../src/config.ts';
import { type Context, openContext } from '../../src/context.ts';
import { parseMailKind } from '../../src/domain/mail-switch.ts';
import type { Actor } from '../../src/domain/person.ts';
import { planDefinition } from '../../src/domain/plan.ts';
import type { Message } from '../../src/mail/mailer.ts';
import type { Instant } from './almanac.ts';
import { compareLedger, compareTick, type Compared } from './compare.ts';
import { writeGeography } from './geography.ts';
import { makeOracle } from './oracle.ts';
import type { Happening } from './happening.ts';
import { makeScenario, type Scenario, type Size } from './scenario.ts';

export type Mail = { at: Instant; message: Message };
export type Played = Compared & { ticks: number; deliveries: number; seconds: number };

type Do<Kind extends Happening['kind']> = Extract<Happening, { kind: Kind }>;

/** The directorate, as a system: nobody gets a receipt. */
const directorate: Actor = {
  id: null,
  name: 'Prøve',
  who: 'token:1',
  roles: [{ role: 'directorate', scope: '', validFrom: '2018-01-01', validTo: null }],
};

/** Plays until the first difference. Throws only when the service does. */
export async function playScenario(size: Size): Promise<Played> {
  const began = performance.now();
  const scenario = makeScenario(size);
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'kvp-simulation-'));
  const service = startService(scenario, folder);
  const compared: Compared = { mails: 0, skipped: 0, faults: [] };
  const count = { ticks: 0, deliveries: 0 };
  try {
    const oracle = makeOracle(scenario);
    for (const happening of scenario.happenings()) {
      if (happening.kind === 'tick') {
        count.ticks += 1;
        const expected = oracle.tick(happening);
        const seen = await service.tick(happening);
        compareTick(compared, happening, expected, seen, oracle.isPaused());
        const { race } = happening;
        if (race !== null) oracle.happened({ kind: 'deliver', at: happening.at, ...race }, oracle.canDeliver(race));
      } else {
        const accepted = service.take(happening);
        if (happening.kind === 'deliver') {
          count.deliveries += 1;
          if (accepted !== oracle.canDeliver(happening))
            compared.faults.push(`${happening.at}: ${happening.unit} ${happening.period} delivered: ${accepted}`);
        }
        oracle.happened(happening, accepted);
      }
      if (compared.faults.length > 0) break;
    }
    if (compared.faults.length === 0) compareLedger(compared, oracle, service.file);
  } finally {
    service.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return { ...compared, ...count, seconds: (performance.now() - began) / 1000 };
}

function startService(scenario: Scenario, folder: string) {
  let now = scenario.start;
  let mails: Mail[] = [];
  let whileSending: ((mail: number) => void) | null = null;
  const file = join(folder, 'kvp.sqlite');
  const settings = parseConfig({ NODE_ENV: 'test', DEMO: '0', LOG_LEVEL: 'silent', DATABASE_FILE: file });
  if (!settings.ok) throw new Error(settings.faults.join('\n'));
  const open = (): Context => ({
    ...openContext(settings.config, () => now),
    mailer: {
      send: async (message) => {
        mails.push({ at: now, message });
        whileSending?.(mails.length - 1);
        await Promise.resolve();
        return { outcome: 'sent', answer: '250 2.0.0 ok', addressDead: false };
      },
      close: () => {},
    },
  });
  const one = open();
  const other = open();
  const contexts = { one, other };
  const previous: Record<string, Instant | null> = {};
  const { store } = one;
  writeGeography(scenario.geography, join(folder, 'reference'));
  const imported = importReference(one, join(folder, 'reference'));
  if (!imported.ok) throw new Error(imported.faults.join('\n'));
  prepareFacts(one);
  const ids = new Map<string, number>();
  for (const { person, role, scope } of scenario.people) hold(person, role, scope, '2018-01-01');

  function hold(person: string, role: 'reporter' | 'leader' | 'governor' | 'directorate', scope: string, day: string) {
    const held = { role, scope, validFrom: day, validTo: null };
    const id = ids.get(person);
    if (id !== undefined) return store.person.addRole(id, held);
    const added = store.person.add(
      { email: `${person}@example.org`, name: person, language: null, roles: [held] },
      now,
    );
    ids.set(person, added.id);
  }

  function idOf(person: string): number {
    const id = ids.get(person);
    if (id === undefined) throw new Error(`${person} is unknown`);
    return id;
  }

  function delivers({ unit, period }: { unit: string; period: string }): boolean {
    const order = { unit, period, key: null, ifMatch: null, channel: 'api' as const, zero: true };
    const result = deliver(one, directorate, { ...order, input: { answers: {}, reasons: {}, comment: '' } });
    if (result.kind === 'delivered') return result.created;
    if (result.kind === 'closed' && result.reason === 'notOpen') return false;
    throw new Error(`${unit} ${period} could not deliver at ${now}: ${JSON.stringify(result)}`);
  }

  /** Does what the people did; gives whether the service accepted it. */
  function take(happening: Exclude<Happening, { kind: 'tick' }>): boolean {
    now = happening.at;
    const at = now;
    switch (happening.kind) {
      case 'deliver':
        return delivers(happening);
      case 'exempt': {
        const kind = happening.exempt ? 'exempt' : 'expect';
        return decideOnReport(one, directorate, { ...decision(happening), kind }).ok;
      }
      case 'extend': {
        const { deadline } = happening;
        const order = deadline === null ? { kind: 'ownDeadline' as const } : { kind: 'extend' as const, deadline };
        return decideOnReport(one, directorate, { ...decision(happening), ...order }).ok;
      }
      case 'role': {
        const { held, day, begins } = happening;
        if (begins) hold(held.person, held.role, held.scope, day);
        else store.person.endRole(idOf(held.person), held.role, held.scope, day);
        return true;
      }
      case 'address':
        store.person.setAddressState(idOf(happening.person), happening.good ? 'ok' : 'dead');
        return true;
      case 'pause':
        pauseMail(one, { at, reason: 'a simulation' }, 'person:1');
        return true;
      case 'release':
        releaseMail(one, { at, who: 'person:1' });
        return true;
      case 'switch': {
        const kind = parseMailKind(happening.step);
        if (kind === null) throw new Error(`No switch for ${happening.step}`);
        return turnSwitch(one, { kind, on: happening.on, reason: happening.on ? '' : 'x', who: 'person:1', at });
      }
      case 'plan': {
        happening.plan.version = nextVersion(one);
        return changePlan(one, { plan: planDefinition.parse(happening.plan), who: 'person:1' });
      }
    }
  }

  const decision = ({ unit, period }: Do<'exempt'> | Do<'extend'>) => ({ unit, period, reason: 'a simulation' });

  async function ticks({ at, processes, dryFirst, race }: Do<'tick'>) {
    now = at;
    mails = [];
    whileSending = race === null ? null : (mail) => mail === race.mail && delivers(race);
    const dry = dryFirst ? await tick(one, { at, dryRun: true }) : null;
    const results = await Promise.all(
      processes.map(async ({ process, fresh }) => {
        if (fresh) previous[process] = null;
        const result = await tick(contexts[process], { at, previous: previous[process] ?? null });
        if (result.clockBelieved) previous[process] = at;
        return result;
      }),
    );
    whileSending = null;
    if (race !== null && mails.length <= race.mail) delivers(race);
    const planned = results.reduce((sum, result) => sum + result.notices.length, 0);
    return { mails, results, dry: dry === null ? null : { said: dry.notices.length, planned } };
  }

  const close = () => {
    one.store.close();
    other.store.close();
  };
  return { file, take, tick: ticks, close };
}
