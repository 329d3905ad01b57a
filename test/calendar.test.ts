// Working days, the nights when the clock changes, and the dates of the plan.

import { describe, expect, test } from '@jest/globals';
import Holidays from 'date-holidays';
import { readPlans } from '../src/actions/publish-plan.ts';
import { addWorkingDays, holidayName, isWorkingDay, workingDayOfMonth } from '../src/domain/calendar.ts';
import { addMinutes, dayOf, firstDayOf, instantAt, lastDayOf, periodOf, periodsFrom } from '../src/domain/period.ts';
import { datesOf, planDefinition } from '../src/domain/plan.ts';

const everyDay = (from: string, to: string): string[] => {
  const days: string[] = [];
  let date = Temporal.PlainDate.from(from);
  while (date.toString() <= to) {
    days.push(date.toString());
    date = date.add({ days: 1 });
  }
  return days;
};

const plan = readPlans()[0]!;

describe('Norwegian holidays', () => {
  const oracle = new Holidays('NO');
  const years = Array.from({ length: 41 }, (_, index) => 2020 + index);
  const holidays = new Set(
    years
      .flatMap((year) => oracle.getHolidays(year))
      .filter(({ type }) => type === 'public')
      .map(({ date }) => date.slice(0, 10)),
  );
  const days = everyDay('2020-01-01', '2060-12-31');
  const isOff = (day: string) => holidays.has(day) || /-12-(24|31)$/.test(day);
  const working = days.filter((day) => Temporal.PlainDate.from(day).dayOfWeek <= 5 && !isOff(day));

  test('are those of an independent calendar, every day from 2020 to 2060', () => {
    expect(days.filter((day) => holidayName(day) !== null)).toEqual(days.filter((day) => holidays.has(day)));
    expect(days.filter(isWorkingDay)).toEqual(working);
  });

  test('are left out when working days are counted, from every day and both ways', () => {
    for (const n of [-60, -2, -1, 0, 1, 2, 5, 11, 300]) {
      let from = 0;
      const counted = days.map((day) => {
        while ((working[from] ?? '9') < day) from += 1;
        return working[from + n - (n > 0 && working[from] !== day ? 1 : 0)];
      });
      const inside = days.filter((_, index) => counted[index] !== undefined);
      expect(inside.length).toBeGreaterThan(days.length - 600);
      expect(inside.map((day) => addWorkingDays(day, n))).toEqual(counted.filter((day) => day !== undefined));
    }
  });

  test('Christmas Eve and New Year’s Eve are no working days, though no holidays', () => {
    expect(holidayName('2026-12-24')).toBeNull();
    expect(isWorkingDay('2026-12-24')).toBe(false);
    expect(isWorkingDay('2026-12-31')).toBe(false);
    expect(isWorkingDay('2026-12-23')).toBe(true);
  });

  test('carry a name in both languages', () => {
    expect(holidayName('2026-05-17')).toEqual({ nb: 'Grunnlovsdagen', nn: 'Grunnlovsdagen' });
    expect(holidayName('2026-04-02')).toEqual({ nb: 'Skjærtorsdag', nn: 'Skjertorsdag' });
  });
});

describe('working days', () => {
  test('are counted over Easter in both directions', () => {
    expect(addWorkingDays('2026-04-01', 1)).toBe('2026-04-07');
    expect(addWorkingDays('2026-04-07', -1)).toBe('2026-04-01');
    expect(addWorkingDays('2026-04-04', 0)).toBe('2026-04-07');
    expect(addWorkingDays('2026-04-08', 0)).toBe('2026-04-08');
  });

  test('of a month are counted from its first day', () => {
    expect(workingDayOfMonth('2026-01', 1)).toBe('2026-01-02');
    expect(workingDayOfMonth('2026-11', 6)).toBe('2026-11-09');
  });
});

describe('the clock of Oslo', () => {
  test('gives every minute of the nights it is changed its right day, 2026–2035', () => {
    for (let year = 2026; year <= 2035; year += 1) {
      for (const month of [`${year}-03`, `${year}-10`]) {
        const sunday = everyDay(firstDayOf(month), lastDayOf(month)).findLast(
          (day) => Temporal.PlainDate.from(day).dayOfWeek === 7,
        )!;
        const monday = Temporal.PlainDate.from(sunday).add({ days: 1 }).toString();
        const start = instantAt(sunday, '00:00');
        const end = instantAt(monday, '00:00');
        const minutes = (Date.parse(end) - Date.parse(start)) / 60_000;
        expect(minutes).toBe(month.endsWith('03') ? 23 * 60 : 25 * 60);
        for (let minute = 0; minute < minutes; minute += 1) expect(dayOf(addMinutes(start, minute))).toBe(sunday);
        expect(dayOf(addMinutes(start, -1))).not.toBe(sunday);
        expect(dayOf(end)).toBe(monday);
      }
    }
  });

  test('shows 08:00 an hour earlier in UTC in summer than in winter', () => {
    expect(instantAt('2026-03-27', '08:00')).toBe('2026-03-27T07:00:00.000Z');
    expect(instantAt('2026-03-30', '08:00')).toBe('2026-03-30T06:00:00.000Z');
    expect(instantAt('2026-10-26', '08:00')).toBe('2026-10-26T07:00:00.000Z');
  });
});

describe('the first plan', () => {
  test('gives October 2026 its dates', () => {
    expect(datesOf(plan, '2026-10')).toEqual({
      opensOn: '2026-11-01',
      deadline: '2026-11-10',
      closesOn: '2026-12-31',
      steps: [
        { step: 'opening', day: '2026-11-02', to: ['reporters'] },
        { step: 'reminder-1', day: '2026-11-06', to: ['reporters'] },
        { step: 'reminder-2', day: '2026-11-11', to: ['reporters'] },
        { step: 'reminder-3', day: '2026-11-13', to: ['reporters', 'leader'] },
        { step: 'escalation', day: '2026-11-17', to: ['governor', 'directorate'] },
      ],
    });
  });

  test('moves the deadline to the sixth working day after Easter or New Year, and off a weekend', () => {
    expect(datesOf(plan, '2026-12').deadline).toBe('2027-01-11');
    expect(datesOf(plan, '2026-03').deadline).toBe('2026-04-13');
    expect(datesOf(plan, '2026-09').deadline).toBe('2026-10-12');
    expect(datesOf(plan, '2023-03').deadline).toBe('2023-04-13');
  });

  test('gives every month until 2060 a deadline on a working day, not before the 10th nor the sixth working day', () => {
    for (const period of periodsFrom('2020-01', '2059-12')) {
      const { opensOn, deadline, closesOn, steps } = datesOf(plan, period);
      expect(isWorkingDay(deadline)).toBe(true);
      expect(deadline >= `${periodOf(opensOn)}-10`).toBe(true);
      expect(deadline >= workingDayOfMonth(periodOf(opensOn), 6)).toBe(true);
      expect(periodOf(deadline)).toBe(periodOf(opensOn));
      expect(closesOn > deadline).toBe(true);
      expect(steps.every(({ day }) => isWorkingDay(day))).toBe(true);
      expect(steps.map(({ step }) => step)).toEqual(plan.steps.map(({ step }) => step));
    }
  });

  test('cannot mix the office and those over it in one step, nor name a step twice', () => {
    const mixed = { ...plan, steps: [{ ...plan.steps[0]!, to: ['leader', 'governor'] }] };
    expect(planDefinition.safeParse(mixed).success).toBe(false);
    expect(planDefinition.safeParse({ ...plan, steps: [plan.steps[0], plan.steps[0]] }).success).toBe(false);
  });
});
