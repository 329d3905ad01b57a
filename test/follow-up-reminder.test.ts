// Reminders to advisers: whose follow-ups, when, and that they go through the ledger once a day.

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { tick } from '../src/actions/chase.ts';
import { workOnFollowUp } from '../src/actions/follow-up.ts';
import { pauseMail, releaseMail } from '../src/actions/mail-pause.ts';
import { turnSwitch } from '../src/actions/mail-switch.ts';
import { openFollowUp } from '../src/actions/open-follow-up.ts';
import { brake } from '../src/domain/brake.ts';
import { overdueByAdviser, wantsReminder } from '../src/domain/follow-up-reminder.ts';
import { actorOf, makeWorld, type World } from './world.ts';

describe('what is overdue', () => {
  const people = [
    { person: 1, scope: 'FMVL' },
    { person: 2, scope: 'FMVL' },
    { person: 3, scope: 'FMOA' },
  ];
  const one = (id: number, due: string, assignee: number | null, governor: string | null = 'FMVL') => ({
    ...{ id, due, assignee, governor },
  });

  test('is told to the adviser that has it; to all of the office when nobody there has', () => {
    const overdue = [
      one(1, '2026-11-02', 1),
      one(2, '2026-10-30', null),
      one(3, '2026-11-02', 3),
      one(4, '2026-11-03', 1),
    ];
    const told = overdueByAdviser([...overdue, one(5, '2026-11-01', null, null)], people, '2026-11-03');
    const ids = [...told].map(([person, own]) => [person, own.map(({ id }) => id)]);
    // 4 is due today; 3 is held by somebody who has moved to another office; 5 has no governor.
    expect(Object.fromEntries(ids)).toEqual({ 1: [2, 1, 3], 2: [2, 3] });
  });

  test('is told when something new is overdue, else once in five working days', () => {
    const overdue = [one(1, '2026-11-02', 1)];
    expect(wantsReminder([], null, '2026-11-03')).toBe(false);
    expect(wantsReminder(overdue, null, '2026-11-03')).toBe(true);
    expect(wantsReminder(overdue, '2026-11-03', '2026-11-03')).toBe(false);
    expect(wantsReminder(overdue, '2026-11-03', '2026-11-04')).toBe(false);
    expect(wantsReminder([...overdue, one(2, '2026-11-03', 1)], '2026-11-03', '2026-11-04')).toBe(true);
    expect(wantsReminder(overdue, '2026-11-03', '2026-11-09')).toBe(false);
    expect(wantsReminder(overdue, '2026-11-03', '2026-11-10')).toBe(true);
  });
});

describe('the reminder', () => {
  let world: World;
  let followUp = 0;
  beforeEach(() => {
    world = makeWorld({ now: '2026-11-03T09:00:00.000Z' });
    const guri = actorOf(world.people.guri);
    const unit = world.context.store.unit.on('2026-11-03').find(({ governor }) => governor === 'FMVL')?.id ?? '';
    const opened = openFollowUp(world.context, guri, { unit, cause: 'other', text: 'Grunn' });
    followUp = opened.kind === 'opened' ? opened.id : 0;
    due('2026-11-04');
  });
  afterEach(() => world.close());

  const due = (day: string) => workOnFollowUp(world.context, actorOf(world.people.guri), followUp, { do: 'due', day });
  const run = (at: string) => {
    world.setNow(at);
    return tick(world.context, { at, previous: at });
  };
  const reminders = () =>
    world.context.store.keptMail
      .newest(100)
      .filter(({ subject }) => subject.includes('over fristen'))
      .map(({ recipient, text }) => ({ recipient, text }));

  test('goes once on the working day after the due date, with the unit, the day and a link', async () => {
    await run('2026-11-04T09:00:00.000Z');
    expect(reminders()).toEqual([]);
    await run('2026-11-05T05:00:00.000Z');
    expect(reminders()).toEqual([]);
    await run('2026-11-05T09:00:00.000Z');
    await run('2026-11-05T09:10:00.000Z');
    await run('2026-11-06T09:00:00.000Z');
    await run('2026-11-07T09:00:00.000Z');
    const [mail, ...more] = reminders();
    expect(more).toEqual([]);
    expect(mail?.recipient).toBe('guri@example.org');
    for (const text of ['fristen var 4. november 2026, saken har ingen saksbehandler', '/follow-ups'])
      expect(mail?.text).toContain(text);
    await run('2026-11-12T09:00:00.000Z');
    expect(reminders()).toHaveLength(2);
  });

  test('is not sent once nothing is overdue, nor the day after it was planned', async () => {
    const { context } = world;
    pauseMail(context, { at: context.now(), reason: 'Prøve' }, 'person:1');
    await run('2026-11-05T09:00:00.000Z');
    due('2026-12-01');
    releaseMail(context, { at: context.now(), who: 'person:1' });
    await run('2026-11-05T09:10:00.000Z');
    expect(reminders()).toEqual([]);
    due('2026-11-05');
    pauseMail(context, { at: context.now(), reason: 'Prøve' }, 'person:1');
    await run('2026-11-06T09:00:00.000Z');
    releaseMail(context, { at: context.now(), who: 'person:1' });
    await run('2026-11-09T09:00:00.000Z');
    expect(reminders().map(({ text }) => text)).toEqual([expect.stringContaining('fristen var 5. november 2026')]);
  });

  test('is recorded as skipped while its kind is switched off', async () => {
    const { context } = world;
    const at = context.now();
    turnSwitch(context, { kind: 'follow-up-reminder', on: false, reason: 'Prøve', who: 'person:1', at });
    expect((await run('2026-11-05T09:00:00.000Z')).alarms).toEqual([]);
    expect(reminders()).toEqual([]);
    turnSwitch(context, { kind: 'follow-up-reminder', on: true, reason: '', who: 'person:1', at });
    await run('2026-11-06T09:00:00.000Z');
    expect(reminders()).toHaveLength(1);
  });

  test('of two mornings within 24 hours does not trip the brake; three to one person do', () => {
    const people = world.context.store.owed.recipients('2026-11-03');
    expect(brake(new Map([['follow-up-reminder', 2]]), people)).toBeNull();
    expect(brake(new Map([['follow-up-reminder', 4]]), people)).not.toBeNull();
  });
});
