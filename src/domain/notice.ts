// Which notices are due: from the plan's days, the reports that are owed, the people and the ledger, to what is to be
// planned or recorded as skipped. Pure; a step is due once its day has come, so downtime delays a notice and loses none.

import { addWorkingDays, isWorkingDay } from './calendar.ts';
import { type Day, dayOf, type Instant, instantAt, type Period } from './period.ts';
import type { RoleName } from './person.ts';
import { isOfOffice, type Plan, type PlanDates, type Receiver, type StepName } from './plan.ts';

/** Why a notice was not sent, as the ledger records it. */
export const skipReasons = {
  laterStep: 'a later step took over',
  tooOld: 'more than ten working days old',
  beforeFirstStart: 'already past when the service first started',
  nobody: 'no person',
  delivered: 'delivered or exempt before it was sent',
  noLongerReceiver: 'no longer a receiver',
  switchedOff: 'this kind of mail is switched off',
} as const;

/** A report that is owed: open, draft or missing. office and governor are those that answer for the unit today. */
export type Owed = { unit: string; office: string; governor: string | null };

/** A role in force today. `reachable`: the address has not been refused. */
export type Recipient = { person: number; role: RoleName; scope: string; reachable: boolean };

/** An opened period that the service chases, and what is still owed for it. */
export type Round = { period: Period; plan: Plan; steps: PlanDates['steps']; owed: Owed[] };

export type DueNotice = {
  key: string;
  step: StepName;
  period: Period;
  /** The first office of the person for an office step; null for the others. */
  office: string | null;
  /** The first governor of the person; null for office steps and for the directorate. */
  governor: string | null;
  person: number | null;
  due: Instant;
  /** Null: to be sent. */
  skipped: string | null;
};

/** True on working days from the time the plan says, in Oslo. */
export function isNoticeTime(plan: Plan, at: Instant): boolean {
  const today = dayOf(at);
  return isWorkingDay(today) && at >= instantAt(today, plan.noticesFrom);
}

/**
 * Everything that has fallen due and is not in the ledger. `firstStart` is the day the service was first started: steps
 * of earlier days are skipped; and so are those of a kind that is `off`. Empty outside notice time.
 */
export function due(
  rounds: Round[],
  people: Recipient[],
  facts: { ledger: ReadonlySet<string>; firstStart: Day; at: Instant; off?: ReadonlySet<string> },
): DueNotice[] {
  const today = dayOf(facts.at);
  return rounds.flatMap((round) => {
    if (!isNoticeTime(round.plan, facts.at)) return [];
    return round.steps
      .filter((step) => step.day <= today)
      .flatMap((step) => {
        const dueAt = instantAt(step.day, round.plan.noticesFrom);
        const off = facts.off?.has(step.step) ? skipReasons.switchedOff : null;
        const late = lateness(round, step, today, facts.firstStart) ?? off;
        return noticesOf(round, step, people).map((notice) => {
          return { ...notice, due: dueAt, skipped: late ?? (notice.person === null ? skipReasons.nobody : null) };
        });
      })
      .filter((notice) => !facts.ledger.has(notice.key));
  });
}

/** Why a step is no longer sent on the day, or null when it is. */
export function lateness(
  round: Pick<Round, 'plan' | 'steps'>,
  step: Pick<Step, 'step' | 'day' | 'to'>,
  today: Day,
  firstStart: Day,
): string | null {
  if (step.day < firstStart) return skipReasons.beforeFirstStart;
  if (today >= addWorkingDays(step.day, round.plan.oldestStep + 1)) return skipReasons.tooOld;
  const latest = round.steps.filter((each) => each.day <= today && isInChain(each, step)).at(-1);
  return latest !== undefined && latest.step !== step.step ? skipReasons.laterStep : null;
}

/** Who gets a step, with the reports it is about; and the offices or governors that have nobody. */
export function receiversOf(
  to: Receiver[],
  owed: Owed[],
  people: Recipient[],
): { byPerson: Map<number, Owed[]>; nobody: { office: string | null; governor: string | null }[] } {
  const byPerson = new Map<number, Owed[]>();
  const nobody: { office: string | null; governor: string | null }[] = [];
  const byRole = Map.groupBy(people, (each) => `${each.role}:${each.scope}`);
  const withRole = (role: RoleName, scope: string) =>
    (byRole.get(`${role}:${scope}`) ?? []).filter((each) => each.reachable).map((each) => each.person);

  if (to.some(isOfOffice)) {
    for (const [office, reports] of Map.groupBy(owed, (report) => report.office)) {
      const reporters = to.includes('reporters') ? withRole('reporter', office) : [];
      const leaders = to.includes('leader') || reporters.length === 0 ? withRole('leader', office) : [];
      add([...reporters, ...leaders], reports, { office, governor: null });
    }
  }
  if (to.includes('governor')) {
    for (const [governor, reports] of Map.groupBy(owed, (report) => report.governor)) {
      if (governor !== null) add(withRole('governor', governor), reports, { office: null, governor });
    }
  }
  if (to.includes('directorate') && owed.length > 0) {
    add(withRole('directorate', ''), owed, { office: null, governor: null });
  }
  return { byPerson, nobody };

  function add(persons: number[], reports: Owed[], place: (typeof nobody)[number]): void {
    if (persons.length === 0) nobody.push(place);
    for (const person of new Set(persons)) {
      const already = byPerson.get(person);
      byPerson.set(person, already ? [...new Set([...already, ...reports])] : reports);
    }
  }
}

/** What a step to one person is about: the reports of those owed that the person gets it for; empty when none. */
export function reportsFor(person: number, to: Receiver[], owed: Owed[], people: Recipient[]): Owed[] {
  return receiversOf(to, owed, people).byPerson.get(person) ?? [];
}

type Step = PlanDates['steps'][number];

function noticesOf({ period, owed }: Round, { step, to }: Step, people: Recipient[]) {
  const { byPerson, nobody } = receiversOf(to, owed, people);
  const toOffice = to.some(isOfOffice);
  const directorate = new Set(people.filter((each) => each.role === 'directorate').map((each) => each.person));
  const told = [...byPerson].map(([person, reports]) => {
    const office = toOffice ? (reports[0]?.office ?? null) : null;
    const governor = toOffice || directorate.has(person) ? null : (reports[0]?.governor ?? null);
    return { key: `${step}:${period}:${person}`, step, period, office, governor, person };
  });
  const untold = nobody.map(({ office, governor }) => {
    return {
      key: `${step}:${period}:none:${office ?? governor ?? 'directorate'}`,
      step,
      period,
      office,
      governor,
      person: null,
    };
  });
  return [...told, ...untold];
}

/** Office steps follow each other, and so do the steps to those over the office. */
function isInChain(one: Pick<Step, 'to'>, other: Pick<Step, 'to'>): boolean {
  return one.to.some(isOfOffice) === other.to.some(isOfOffice);
}
