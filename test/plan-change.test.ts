// Changing the plan: what may be typed, what is refused, and which dates a change would move.

import { describe, expect, test } from '@jest/globals';
import { readPlans } from '../src/actions/publish-plan.ts';
import { isWorkingDay } from '../src/domain/calendar.ts';
import type { Period } from '../src/domain/period.ts';
import { calendarOf } from '../src/domain/plan-calendar.ts';
import { fieldsOf, type PlanFields, planFrom } from '../src/domain/plan-change.ts';
import { movedDates, planDifferences } from '../src/domain/plan-difference.ts';
import { datesOf, type Plan, type StepName, type StepTexts } from '../src/domain/plan.ts';

const [base] = readPlans() as [Plan];
const first: Period = '2026-11';
const ownWords = (step: StepName): StepTexts => ({
  subject: { nb: `${step} for {måned}`, nn: `${step} for {månad}` },
  lead: { nb: `Frist {frist}`, nn: `Frist {frist}` },
});

/** The form as it stands, with some fields typed otherwise; undefined: a box not ticked. */
function typed(changes: Record<string, string | undefined> = {}) {
  const fields = { ...fieldsOf(base, ownWords), validFrom: first, ...changes };
  const sent: PlanFields = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  return planFrom(sent, { base, version: 2, first, ownWords });
}

function planOf(changes: Record<string, string | undefined>): Plan {
  const result = typed(changes);
  if ('faults' in result) throw new Error(JSON.stringify(result.faults));
  return result.plan;
}

const faultsOf = (changes: Record<string, string | undefined>) => {
  const result = typed(changes);
  return 'faults' in result ? result.faults.map(({ field, kind }) => `${field} ${kind}`) : [];
};

describe('the form of the plan', () => {
  test('sent back as it was shown is the same plan, as the next version', () => {
    expect(planOf({})).toEqual({ ...base, version: 2, validFrom: first });
    expect(planDifferences(base, planOf({}))).toEqual([]);
  });

  test('takes a change of every kind', () => {
    const plan = planOf({
      ...{
        validFrom: '2027-03',
        deadlineDay: ' 12 ',
        deadlineWorkingDay: '8',
        closingMonths: '2',
        noticesFrom: '9.30',
      },
      ...{ 'reminder-1_workingDays': '−3', 'reminder-2_to_leader': 'on', 'reminder-3_use': undefined },
    });
    expect(plan).toMatchObject({
      ...{ version: 2, validFrom: '2027-03', noticesFrom: '09:30', oldestStep: 10 },
      ...{ deadline: { dayOfMonth: 12, workingDay: 8 }, closing: { monthsAfterDeadline: 2 } },
    });
    expect(plan.steps.map(({ step }) => step)).toEqual(['opening', 'reminder-1', 'reminder-2', 'escalation']);
    expect(plan.steps[1]).toMatchObject({ workingDays: -3 });
    expect(plan.steps[2]?.to).toEqual(['reporters', 'leader']);
    expect(planDifferences(base, plan)).toEqual([
      { what: 'deadline' },
      { what: 'closing' },
      { what: 'noticesFrom' },
      { what: 'day', step: 'reminder-1' },
      { what: 'receivers', step: 'reminder-2' },
      { what: 'removed', step: 'reminder-3' },
    ]);
  });

  test.each<[string, Record<string, string | undefined>]>([
    ['validFrom period', { validFrom: '2026-10' }],
    ['validFrom period', { validFrom: '2028-11' }],
    ['validFrom period', { validFrom: '' }],
    ['deadlineDay number', { deadlineDay: '0' }],
    ['deadlineDay number', { deadlineDay: '29' }],
    ['deadlineDay number', { deadlineDay: '1e1' }],
    ['deadlineWorkingDay number', { deadlineWorkingDay: '16' }],
    ['closingMonths number', { closingMonths: '' }],
    ['noticesFrom time', { noticesFrom: '02:30' }],
    ['noticesFrom time', { noticesFrom: '20:00' }],
    ['noticesFrom time', { noticesFrom: '8' }],
    ['opening_workingDays number', { opening_workingDays: '-1' }],
    ['reminder-1_workingDays number', { 'reminder-1_workingDays': '-21' }],
    ['reminder-1_to_reporters receiver', { 'reminder-1_to_reporters': undefined }],
    ['escalation_to_governor receiver', { escalation_to_governor: undefined, escalation_to_directorate: undefined }],
    ['opening_subject_nn text', { opening_subject_nn: ' ' }],
    ['opening_lead_nb text', { opening_lead_nb: 'x'.repeat(601) }],
    ['opening_lead_nb placeholder', { opening_lead_nb: 'Hei {navn}' }],
    ['opening_lead_nb placeholder', { opening_lead_nb: 'Hei {måned' }],
  ])('refuses what is wrong: %s', (fault, changes) => {
    expect(faultsOf(changes)).toEqual([fault]);
  });

  test('must keep at least one step', () => {
    const none = ['opening', 'reminder-1', 'reminder-2', 'reminder-3', 'escalation'].map((step) => [
      `${step}_use`,
      undefined,
    ]);
    expect(faultsOf(Object.fromEntries(none) as Record<string, undefined>)).toEqual(['opening_use noStep']);
  });

  test('tells every fault at once, in the order of the form', () => {
    expect(faultsOf({ noticesFrom: 'x', deadlineDay: 'x', 'reminder-2_workingDays': '' })).toEqual([
      'deadlineDay number',
      'noticesFrom time',
      'reminder-2_workingDays number',
    ]);
  });

  test('keeps the steps to the office in order, each on a day of its own, in every coming month', () => {
    expect(faultsOf({ 'reminder-2_workingDays': '3' })).toEqual(['reminder-3_workingDays order']);
    expect(faultsOf({ 'reminder-1_workingDays': '1' })).toEqual(['reminder-2_workingDays order']);
    // Six working days after the opening is the day of the first reminder in some months only.
    expect(faultsOf({ opening_workingDays: '6' })).toEqual(['reminder-1_workingDays order']);
    const result = typed({ opening_workingDays: '4' });
    expect('faults' in result ? result.faults[0] : null).toMatchObject({
      kind: 'order',
      month: expect.stringMatching(/^20/),
    });
    // Those over the office are another chain: the escalation may come on the day of a reminder.
    expect(faultsOf({ escalation_workingDays: '3' })).toEqual([]);
  });

  test('lets no step go before its month is open', () => {
    expect(faultsOf({ opening_use: undefined, 'reminder-1_workingDays': '-12' })).toEqual([
      'reminder-1_workingDays beforeOpening',
    ]);
  });

  test("stores texts only where they differ from the service's own, and then in both languages", () => {
    const plan = planOf({ 'reminder-2_subject_nn': 'Hugs KVP for {månad}' });
    expect(plan.steps.map(({ texts }) => texts)).toEqual([
      undefined,
      undefined,
      { ...ownWords('reminder-2'), subject: { nb: 'reminder-2 for {måned}', nn: 'Hugs KVP for {månad}' } },
      undefined,
      undefined,
    ]);
    expect(planDifferences(base, plan)).toEqual([{ what: 'texts', step: 'reminder-2' }]);
  });
});

describe('the preview of a change', () => {
  test('sets the old date beside the new for each coming month, from the first that changes', () => {
    const plan = planOf({ validFrom: '2026-12', deadlineDay: '15' });
    const moved = movedDates(() => base, plan, 3);
    expect(moved.map(({ period }) => period)).toEqual(['2026-12', '2027-01', '2027-02']);
    expect(moved[0]?.dates).toEqual([
      { what: 'deadline', old: '2027-01-11', new: '2027-01-15' },
      { what: 'opening', old: '2027-01-04', new: '2027-01-04' },
      { what: 'reminder-1', old: '2027-01-07', new: '2027-01-13' },
      { what: 'reminder-2', old: '2027-01-12', new: '2027-01-18' },
      { what: 'reminder-3', old: '2027-01-14', new: '2027-01-20' },
      { what: 'escalation', old: '2027-01-18', new: '2027-01-22' },
      { what: 'closes', old: '2027-02-28', new: '2027-02-28' },
    ]);
  });

  test('shows a step that comes or goes without a date on one side', () => {
    const without = planOf({ 'reminder-3_use': undefined });
    const gone = movedDates(() => base, without, 1)[0]?.dates.find(({ what }) => what === 'reminder-3');
    expect(gone).toEqual({ what: 'reminder-3', old: '2026-12-15', new: null });
    const come = movedDates(() => without, base, 1)[0]?.dates.find(({ what }) => what === 'reminder-3');
    expect(come?.old).toBeNull();
  });
});

describe('the calendar of the plan', () => {
  const [december] = calendarOf(['2026-12'], () => base);
  const on = (day: string) => december?.days.find((each) => each.day === day);

  test('has every day of the month with its weekday', () => {
    expect(december?.days).toHaveLength(31);
    expect(on('2026-12-01')?.weekday).toBe(2);
    expect(on('2026-12-31')?.weekday).toBe(4);
  });

  test('says what happens on each day, to which month', () => {
    expect(on('2026-12-01')?.entries).toEqual([
      { kind: 'opens', period: '2026-11' },
      { kind: 'step', period: '2026-11', step: 'opening', to: ['reporters'] },
    ]);
    expect(on('2026-12-10')?.entries).toEqual([{ kind: 'deadline', period: '2026-11' }]);
    expect(on('2026-12-31')?.entries).toEqual([{ kind: 'closes', period: '2026-10' }]);
  });

  test('marks the days that nobody is at work, and names the holidays', () => {
    expect(on('2026-12-25')).toMatchObject({ working: false, holiday: { nb: 'Første juledag' } });
    expect(on('2026-12-24')).toMatchObject({ working: false, holiday: null });
    expect(on('2026-12-26')).toMatchObject({ weekday: 6, working: false });
    expect(on('2026-12-23')).toMatchObject({ working: true, holiday: null });
  });

  test('holds every date of thirty years of periods, and notices and deadlines on working days alone', () => {
    const months = Array.from(
      { length: 360 },
      (_, index) => `${2020 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`,
    );
    const days = calendarOf(months, () => base).flatMap(({ days }) => days);
    const inCalendar = new Set(
      days.flatMap(({ day, entries }) =>
        entries.map((each) => `${each.period} ${each.kind === 'step' ? each.step : each.kind} ${day}`),
      ),
    );
    for (const period of months.slice(0, -4)) {
      const { opensOn, deadline, closesOn, steps } = datesOf(base, period);
      const dates = [
        ['opens', opensOn],
        ['deadline', deadline],
        ['closes', closesOn],
        ...steps.map(({ step, day }) => [step, day]),
      ];
      for (const [what, day] of dates) expect(inCalendar).toContain(`${period} ${what} ${day}`);
    }
    for (const { day, entries } of days) {
      if (entries.some(({ kind }) => kind === 'step' || kind === 'deadline')) expect(isWorkingDay(day)).toBe(true);
    }
  });

  test('follows the plan that each month has, and has nothing before the first', () => {
    const later = planOf({ deadlineDay: '20' });
    const [mixed] = calendarOf(['2026-12'], (period) => (period < '2026-11' ? null : later));
    const kinds = mixed?.days.flatMap(({ day, entries }) => entries.map(({ kind }) => `${day} ${kind}`)) ?? [];
    expect(kinds).toContain('2026-12-21 deadline');
    expect(kinds).not.toContain('2026-12-31 closes');
  });
});
