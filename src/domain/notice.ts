// Which notices are due: from the plan's days, the reports that are owed, the people and the ledger, to what is to be
// planned or recorded as skipped. Pure; a step is due once its day has come, so downtime delays a notice and loses none.

import { addWorkingDays, isWorkingDay } from './calendar.ts';
import { addMonths, type Day, dayOf, firstDayOf, type Instant, instantAt, type Period } from './period.ts';
import type { RoleName } from './person.ts';
import { isOfOffice, type Plan, type PlanDates, type Receiver, type StepName, stepsOf } from './plan.ts';

/** Why a notice was not sent, as the ledger records it. */
export const skipReasons = {
  laterStep: 'a later step took over',
  tooOld: 'more than ten working days old',
  beforeFirstStart: 'already past when the service first started',
  nobody: 'no person',
  delivered: 'delivered or exempt before it was sent',
  noLongerReceiver: 'no longer a receiver',
  addressDead: 'address is dead',
  deadlineMoved: 'the deadline was moved',
  switchedOff: 'this kind of mail is switched off',
  withdrawn: 'the announcement was withdrawn',
  answered: 'the inquiry was answered',
  nothingOverdue: 'no follow-up was overdue any more',
} as const;

/**
 * A report that is owed: open, draft or missing. office and governor are those that answer for the unit today.
 * `ownDeadline`: of an extension; without it the unit has the period's.
 */
export type Owed = { unit: string; office: string; governor: string | null; ownDeadline?: Day | null };

/** A role in force today. `reachable`: the address has not been refused. */
export type Recipient = { person: number; role: RoleName; scope: string; reachable: boolean };

/** An opened period that the service chases, and what is still owed for it. `ownDeadline`: see `byDeadline`. */
export type Round = {
  period: Period;
  plan: Plan;
  steps: PlanDates['steps'];
  owed: Owed[];
  ownDeadline?: Day | undefined;
};

export type DueNotice = {
  key: string;
  step: StepName | 'announcement' | 'inquiry' | 'follow-up-reminder';
  /** Null for what is no step of a plan. */
  period: Period | null;
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
  const fallenDue = rounds.flatMap(byDeadline).flatMap((round) => {
    if (!isNoticeTime(round.plan, facts.at)) return [];
    return round.steps
      .filter((step) => step.day <= today)
      .flatMap((step) => {
        const dueAt = instantAt(step.day, round.plan.noticesFrom);
        const off = facts.off?.has(step.step) ? skipReasons.switchedOff : null;
        const late = lateness(round, step, today, facts.firstStart) ?? off;
        return noticesOf(round, step, people).map((notice) => {
          return { ...notice, due: dueAt, skipped: late ?? notice.skipped };
        });
      })
      .filter((notice) => !facts.ledger.has(notice.key));
  });
  return onePerKey(fallenDue);
}

/** A person whose units differ in deadline gets one opening notice: the one that is still to be sent. */
function onePerKey(notices: DueNotice[]): DueNotice[] {
  const byKey = new Map<string, DueNotice>();
  for (const notice of notices) {
    const already = byKey.get(notice.key);
    if (already === undefined || (already.skipped !== null && notice.skipped === null)) byKey.set(notice.key, notice);
  }
  return [...byKey.values()];
}

/**
 * The round as each deadline has it, that of the period first: units with an extension are chased by the steps counted
 * from their own deadline, and nothing changes for the others.
 */
export function byDeadline(round: Round): Round[] {
  const extended = Map.groupBy(round.owed, (report) => report.ownDeadline ?? '');
  const ordinary = extended.get('') ?? [];
  extended.delete('');
  if (extended.size === 0) return [round];
  const opensOn = firstDayOf(addMonths(round.period, 1));
  const own = [...extended].toSorted(([one], [other]) => (one < other ? -1 : 1));
  return [
    { ...round, owed: ordinary },
    ...own.map(([ownDeadline, owed]) => {
      return { ...round, owed, ownDeadline, steps: stepsOf(round.plan, opensOn, ownDeadline) };
    }),
  ];
}

/** The parts of a round, by deadline, that a notice in the ledger is about; none when its deadline has been moved. */
export function roundsOf(round: Round, { key, step }: { key: string; step: string }): Round[] {
  const parts = byDeadline(round);
  if (isFromOpening(round.plan, step)) return parts;
  const ownDeadline = ownDeadlineIn(key);
  return parts.filter((part) => (part.ownDeadline ?? null) === ownDeadline);
}

/** The deadline of its own that a notice was counted from; null for those of the period. */
export function ownDeadlineIn(key: string): Day | null {
  return /:(\d{4}-\d\d-\d\d)$/.exec(key)?.[1] ?? null;
}

/** Why a step is no longer sent on the day, or null when it is; null too before its day, when somebody orders it. */
export function lateness(
  round: Pick<Round, 'plan' | 'steps'>,
  step: Pick<Step, 'step' | 'day' | 'to'>,
  today: Day,
  firstStart: Day,
): string | null {
  if (step.day > today) return null;
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

/** Everyone the step goes to; those whose address is dead, and places that have nobody, with the reason. */
export function noticesOf(round: Round, { step, to }: Step, people: Recipient[]) {
  const { period, owed } = round;
  const { byPerson, nobody } = receiversOf(to, owed, people);
  const toOffice = to.some(isOfOffice);
  const directorate = new Set(people.filter((each) => each.role === 'directorate').map((each) => each.person));
  const told = [...byPerson].map(([person, reports]) => noticeTo(person, reports, null));
  const dead = [...unreachable(to, owed, people)].map(([person, reports]) =>
    noticeTo(person, reports, skipReasons.addressDead),
  );
  const untold = nobody.map(({ office, governor }) => {
    const key = keyOf(round, step, `none:${office ?? governor ?? 'directorate'}`);
    return { key, step, period, office, governor, person: null, skipped: skipReasons.nobody };
  });
  return [...told, ...dead, ...untold];

  function noticeTo(person: number, reports: Owed[], skipped: string | null) {
    const office = toOffice ? (reports[0]?.office ?? null) : null;
    const governor = toOffice || directorate.has(person) ? null : (reports[0]?.governor ?? null);
    return { key: keyOf(round, step, String(person)), step, period, office, governor, person, skipped };
  }
}

/** Those who would get the step if mail reached them. */
function unreachable(to: Receiver[], owed: Owed[], people: Recipient[]): Map<number, Owed[]> {
  const dead = new Set(people.filter(({ reachable }) => !reachable).map(({ person }) => person));
  if (dead.size === 0) return new Map();
  const all = people.map((each) => ({ ...each, reachable: true }));
  return new Map([...receiversOf(to, owed, all).byPerson].filter(([person]) => dead.has(person)));
}

/** Steps that are counted from a deadline of its own have a key of their own. */
function keyOf({ period, plan, ownDeadline }: Round, step: StepName, receiver: string): string {
  const own = ownDeadline === undefined || isFromOpening(plan, step) ? '' : `:${ownDeadline}`;
  return `${step}:${period}:${receiver}${own}`;
}

function isFromOpening({ steps }: Plan, step: string): boolean {
  return steps.some((each) => each.step === step && each.from === 'opening');
}

/** Office steps follow each other, and so do the steps to those over the office. */
export function isInChain(one: Pick<Step, 'to'>, other: Pick<Step, 'to'>): boolean {
  return one.to.some(isOfOffice) === other.to.some(isOfOffice);
}
