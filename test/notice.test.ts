// What is due: pure, and held against any interleaving of ticks, outages and deliveries.

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readPlans } from '../src/actions/publish-plan.ts';
import { afterAttempt, type Attempts, type Ending } from '../src/domain/attempt.ts';
import { brake } from '../src/domain/brake.ts';
import { type DueNotice, due, isNoticeTime, type Owed, type Recipient, type Round } from '../src/domain/notice.ts';
import { addMinutes, dayOf, type Instant, instantAt } from '../src/domain/period.ts';
import { datesOf } from '../src/domain/plan.ts';

const plan = readPlans()[0]!;
const steps = datesOf(plan, '2026-10').steps;
const owedBy = (unit: string, governor: string | null = 'FMVL'): Owed => ({ unit, office: unit.slice(0, 4), governor });
const role = (person: number, name: Recipient['role'], scope: string, reachable = true): Recipient => {
  return { person, role: name, scope, reachable };
};
const [alice, lars, sigrid, both, guri, dina] = [1, 2, 3, 4, 5, 6];
const people = [
  role(alice, 'reporter', '0101'),
  role(lars, 'leader', '0101'),
  role(sigrid, 'reporter', '1263'),
  role(both, 'reporter', '0301'),
  role(both, 'reporter', '0315'),
  role(guri, 'governor', 'FMVL'),
  role(dina, 'directorate', ''),
];
const everything = [
  owedBy('0101-3101', 'FMOV'),
  owedBy('0101-3124', 'FMOV'),
  owedBy('1263-4601'),
  owedBy('0301-0301', 'FMOV'),
  owedBy('0315-0301', 'FMOV'),
];
const roundOf = (owed: Owed[]): Round => ({ period: '2026-10', plan, steps, owed });

type Given = { at: Instant; owed?: Owed[]; people?: Recipient[]; ledger?: string[]; firstStart?: string };

/** `opening:1 sent`, and so on. */
function dueAt({
  at,
  owed = everything,
  people: all = people,
  ledger = [],
  firstStart = '2026-01-01',
}: Given): string[] {
  return due([roundOf(owed)], all, { ledger: new Set(ledger), firstStart, at }).map(
    ({ key, skipped }) => `${key.replace(':2026-10', '')} ${skipped ?? 'sent'}`,
  );
}

const at = (day: string, time = '09:00') => instantAt(day, time);

describe('a step', () => {
  test('goes to each reporter once, with all that person’s offices in one mail', () => {
    expect(dueAt({ at: at('2026-11-02') })).toEqual(['opening:1 sent', 'opening:3 sent', 'opening:4 sent']);
  });

  test('goes on working days from 08:00 only', () => {
    expect(dueAt({ at: at('2026-11-01') })).toEqual([]);
    expect(dueAt({ at: at('2026-11-02', '07:59') })).toEqual([]);
    expect(dueAt({ at: at('2026-11-02', '08:00') })).toHaveLength(3);
    expect(dueAt({ at: at('2026-11-07') })).toEqual([]);
    expect(isNoticeTime(plan, at('2026-12-24', '12:00'))).toBe(false);
  });

  test('that is in the ledger is not due again', () => {
    expect(dueAt({ at: at('2026-11-03'), ledger: ['opening:2026-10:1', 'opening:2026-10:4'] })).toEqual([
      'opening:3 sent',
    ]);
  });

  test('is for those who owe a report and for nobody else', () => {
    expect(dueAt({ at: at('2026-11-02'), owed: [owedBy('1263-4601')] })).toEqual(['opening:3 sent']);
    expect(dueAt({ at: at('2026-11-17'), owed: [] })).toEqual([]);
  });

  test('goes to the leader when the office has no reporter, and is recorded when there is nobody', () => {
    const leaderOnly = people.filter((each) => each.person !== alice);
    const owed = [owedBy('0101-3101')];
    expect(dueAt({ at: at('2026-11-02'), owed, people: leaderOnly })).toEqual(['opening:2 sent']);
    expect(dueAt({ at: at('2026-11-02'), owed, people: [] })).toEqual(['opening:none:0101 no person']);
  });

  test('goes past an address that is dead: to the colleague, then to the leader', () => {
    const owed = [owedBy('0101-3101')];
    const dead = role(alice, 'reporter', '0101', false);
    const leader = role(lars, 'leader', '0101');
    const opening = (all: Recipient[]) =>
      dueAt({ at: at('2026-11-03'), owed, people: all, ledger: ['opening:2026-10:1'] });
    expect(opening([dead, role(9, 'reporter', '0101'), leader])).toEqual(['opening:9 sent']);
    expect(opening([dead, leader])).toEqual(['opening:2 sent']);
    expect(opening([dead])).toEqual(['opening:none:0101 no person']);
  });

  test('that is the last reminder goes to the leader too', () => {
    const sentBefore = ['opening:2026-10:1', 'reminder-1:2026-10:1', 'reminder-2:2026-10:1'];
    const owed = [owedBy('0101-3101')];
    expect(dueAt({ at: at('2026-11-13'), owed, ledger: sentBefore })).toEqual([
      'reminder-3:1 sent',
      'reminder-3:2 sent',
    ]);
  });
});

describe('a step that was missed', () => {
  const owed = [owedBy('1263-4601')];

  test('gives way to the latest: a week of downtime gives one reminder, not three', () => {
    expect(dueAt({ at: at('2026-11-16'), owed, ledger: ['opening:2026-10:3'] })).toEqual([
      'reminder-1:3 a later step took over',
      'reminder-2:3 a later step took over',
      'reminder-3:3 sent',
    ]);
  });

  test('is sent late when no other has taken over', () => {
    expect(dueAt({ at: at('2026-11-05'), owed })).toEqual(['opening:3 sent']);
  });

  test('more than ten working days ago is recorded, not sent', () => {
    const late = dueAt({ at: at('2026-11-27'), owed });
    expect(late).toContain('reminder-3:3 sent');
    expect(dueAt({ at: at('2026-11-30'), owed })).toContain('reminder-3:3 more than ten working days old');
    expect(dueAt({ at: at('2026-12-01'), owed })).toContain('escalation:5 sent');
    expect(dueAt({ at: at('2026-12-02'), owed })).toContain('escalation:5 more than ten working days old');
  });

  test('before the day of the first start is recorded, not sent', () => {
    expect(dueAt({ at: at('2026-11-11'), owed, firstStart: '2026-11-10' })).toEqual([
      'opening:3 already past when the service first started',
      'reminder-1:3 already past when the service first started',
      'reminder-2:3 sent',
    ]);
    expect(
      dueAt({ at: at('2026-11-23'), owed, firstStart: '2026-11-23' }).every((line) => line.includes('already')),
    ).toBe(true);
  });

  test('to the office does not wait for the escalation, nor that for it', () => {
    const both = dueAt({ at: at('2026-11-17'), owed });
    expect(both).toContain('reminder-3:3 sent');
    expect(both).toContain('escalation:5 sent');
  });
});

describe('the escalation', () => {
  test('goes to each governor with something missing, and to the directorate', () => {
    const ledger = ['opening', 'reminder-1', 'reminder-2', 'reminder-3'].flatMap((step) =>
      [1, 2, 3, 4].map((id) => `${step}:2026-10:${id}`),
    );
    expect(dueAt({ at: at('2026-11-17'), ledger })).toEqual([
      'escalation:5 sent',
      'escalation:6 sent',
      'escalation:none:FMOV no person',
    ]);
    expect(dueAt({ at: at('2026-11-17'), ledger, owed: [owedBy('0101-3101', 'FMOV')] })).toEqual([
      'escalation:6 sent',
      'escalation:none:FMOV no person',
    ]);
  });

  test('is recorded when the directorate has nobody', () => {
    const noDirectorate = people.filter((each) => each.role !== 'directorate');
    expect(dueAt({ at: at('2026-11-17'), people: noDirectorate })).toContain('escalation:none:directorate no person');
  });
});

describe('whatever the ticks, outages and deliveries', () => {
  const officeSteps = steps.filter((step) => step.step !== 'escalation');
  const minutes = 60 * 24 * 45;
  const start = at('2026-11-01', '00:00');
  const receiverUnits: Record<number, string[]> = {
    [alice]: ['0101-3101', '0101-3124'],
    [lars]: ['0101-3101', '0101-3124'],
    [sigrid]: ['1263-4601'],
    [both]: ['0301-0301', '0315-0301'],
  };
  const history = fc.record({
    ticks: fc.uniqueArray(fc.integer({ min: 0, max: minutes }), { minLength: 1, maxLength: 120 }),
    outage: fc.tuple(fc.integer({ min: 0, max: minutes }), fc.integer({ min: 0, max: minutes })),
    delivered: fc.array(fc.option(fc.integer({ min: 0, max: minutes }), { nil: undefined }), {
      minLength: 5,
      maxLength: 5,
    }),
    killed: fc.uniqueArray(fc.integer({ min: 0, max: 119 })),
  });

  test('no notice is lost or doubled, nobody gets two at once, and whoever has delivered gets none', () => {
    fc.assert(
      fc.property(history, ({ ticks, outage, delivered, killed }) => {
        const [from, to] = outage.toSorted((one, other) => one - other) as [number, number];
        const times = ticks.filter((tick) => tick < from || tick > to).toSorted((one, other) => one - other);
        const owedAt = (minute: number) => everything.filter((_, index) => (delivered[index] ?? Infinity) > minute);
        const ledger = new Map<string, DueNotice>();
        const sentAt = new Map<string, number>();
        times.forEach((minute, index) => {
          const now = addMinutes(start, minute);
          const facts = { ledger: new Set(ledger.keys()), firstStart: '2026-01-01', at: now };
          const added = due([roundOf(owedAt(minute))], people, facts);
          // Killed before the commit: nothing is in the ledger, and the next tick does it all again.
          if (killed.includes(index)) return;
          expect(new Set(added.map((notice) => notice.key)).size).toBe(added.length);
          for (const notice of added) {
            expect(ledger.has(notice.key)).toBe(false);
            ledger.set(notice.key, notice);
            if (notice.skipped === null) sentAt.set(notice.key, minute);
          }
          const sentNow = added.filter((notice) => notice.skipped === null);
          const perPerson = Map.groupBy(sentNow, (notice) => `${notice.person}:${notice.step === 'escalation'}`);
          for (const [, notices] of perPerson) expect(notices).toHaveLength(1);
          for (const { person } of sentNow) {
            const units = receiverUnits[person as number];
            if (units) expect(owedAt(minute).some((report) => units.includes(report.unit))).toBe(true);
          }
        });

        // An oracle by hand: the first tick that counts after the day of a step sends it, if it is the latest then.
        const counting = times.filter(
          (minute, index) => !killed.includes(ticksIndex(times, minute, index)) && inHours(minute),
        );
        for (const [position, step] of officeSteps.entries()) {
          for (const [person, units] of Object.entries(receiverUnits)) {
            if (Number(person) === lars && step.step !== 'reminder-3') continue;
            const first = counting.find((minute) => dayOf(addMinutes(start, minute)) >= step.day);
            const key = `${step.step}:2026-10:${person}`;
            const owes = first !== undefined && owedAt(first).some((report) => units.includes(report.unit));
            if (!owes) {
              expect(sentAt.has(key)).toBe(false);
              continue;
            }
            const today = dayOf(addMinutes(start, first));
            const next = officeSteps[position + 1];
            const tookOver = next !== undefined && next.day <= today;
            const tooOld = workdays.filter((day) => day > step.day && day <= today).length > 10;
            expect(sentAt.get(key)).toBe(tookOver || tooOld ? undefined : first);
            expect(ledger.has(key)).toBe(true);
          }
        }
      }),
      { numRuns: 300 },
    );

    function ticksIndex(times: number[], minute: number, index: number): number {
      return times[index] === minute ? index : -1;
    }
    function inHours(minute: number): boolean {
      const now = Temporal.Instant.from(addMinutes(start, minute)).toZonedDateTimeISO('Europe/Oslo');
      return workdays.includes(now.toPlainDate().toString()) && now.hour >= 8;
    }
  });

  // November and half of December 2026 have no holidays.
  const workdays = Array.from({ length: 46 }, (_, index) => Temporal.PlainDate.from('2026-11-01').add({ days: index }))
    .filter((date) => date.dayOfWeek <= 5)
    .map((date) => date.toString());
});

describe('after an attempt', () => {
  const fresh: Attempts = { retries: 0, unknowns: 0, exceptions: 0 };
  const now = at('2026-11-02', '08:00');
  type Played = Attempts & { state: string; alarm: boolean; waits: (number | null)[]; total: number };
  const play = (...endings: Ending[]) => {
    let time = now;
    return endings.reduce<Played>(
      (before, ending) => {
        const after = afterAttempt(before, ending, time);
        const waited = after.nextAt === null ? null : (Date.parse(after.nextAt) - Date.parse(time)) / 60_000;
        time = after.nextAt ?? time;
        return { ...after, waits: [...before.waits, waited], total: (Date.parse(time) - Date.parse(now)) / 60_000 };
      },
      { ...fresh, state: 'planned', alarm: false, waits: [], total: 0 },
    );
  };

  test('a temporary refusal is tried again for four hours, and has then failed', () => {
    const six = play('retry', 'retry', 'retry', 'retry', 'retry', 'retry');
    expect(six).toMatchObject({ state: 'planned', alarm: false, waits: [5, 15, 30, 60, 60, 60], total: 230 });
    expect(play(...Array<Ending>(7).fill('retry'))).toMatchObject({ state: 'failed', alarm: true });
    expect(play('retry', 'sent')).toMatchObject({ state: 'sent', alarm: false });
  });

  test('an unclear end is tried once more after a quarter of an hour, and then stays unknown', () => {
    expect(play('unknown')).toMatchObject({ state: 'unknown', alarm: false, waits: [15] });
    expect(play('unknown', 'unknown')).toMatchObject({ state: 'unknown', alarm: true, waits: [15, null] });
    expect(play('unknown', 'sent')).toMatchObject({ state: 'sent' });
    expect(play('unknown', ...Array<Ending>(7).fill('retry'))).toMatchObject({ state: 'unknown', alarm: true });
  });

  test('a permanent refusal is final', () => {
    expect(play('refused')).toMatchObject({ state: 'refused', alarm: true, waits: [null] });
  });

  test('a mail that cannot be written is given up the third time', () => {
    expect(play('exception', 'exception')).toMatchObject({ state: 'planned', waits: [5, 5] });
    expect(play('exception', 'exception', 'exception')).toMatchObject({ state: 'failed', alarm: true });
  });
});

describe('the brake', () => {
  test('holds when a step would go out more often than there are people for it', () => {
    const many = Array.from({ length: 300 }, (_, index) => role(index, 'reporter', String(index)));
    expect(brake(new Map([['opening', 300]]), many)).toBeNull();
    expect(brake(new Map([['opening', 361]]), many)).toBe('361 notices of opening in a day, to 300 people');
    expect(brake(new Map([['escalation', 3]]), [...many, role(900, 'directorate', '')])).toContain('to 1 people');
  });

  test('lets the steps by an extended deadline go on the day of the month’s', () => {
    const two = [role(1, 'governor', 'FMVL'), role(2, 'directorate', '')];
    expect(
      brake(
        new Map([
          ['escalation', 2],
          ['escalation:2026-11-10', 2],
        ]),
        two,
      ),
    ).toBeNull();
    expect(brake(new Map([['escalation:2026-11-10', 4]]), two)).toBe('4 notices of escalation in a day, to 2 people');
  });
});
