// What people have done so far, as the oracle remembers it: what is owed, who holds which role, which addresses are dead,
// whether mail is paused. And from that, who gets a step about which units.

import type { Day } from './almanac.ts';
import type { Happening, Held, Plan } from './happening.ts';
import type { Scenario } from './scenario.ts';

export type Report = { unit: string; period: string };
export type Receivers = {
  /** By person: the units to be told of. */
  told: Map<string, string[]>;
  /** Those who would be told, were the address not dead. */
  dead: Set<string>;
  /** Offices, governors and `directorate` that have nobody to be told. */
  empty: string[];
};

const asText = ({ unit, period }: Report) => `${period} ${unit}`;

export function makeFacts({ geography, people, plans }: Pick<Scenario, 'geography' | 'people' | 'plans'>) {
  const delivered = new Set<string>();
  const exempt = new Set<string>();
  const ownDeadlines = new Map<string, Day>();
  const roles = people.map((held) => ({ ...held, from: '2000-01-01', to: '9999-12-31' }));
  const deadAddresses = new Set<string>();
  const off = new Set<string>();
  const extended = new Set<string>();
  const knownPlans: Plan[] = [...plans];
  const mail = { paused: false };
  let places: { day: Day; people: Map<string, string[]> } | null = null;

  /** What somebody did. `accepted`: what the service answered where the oracle does not know better. */
  function happened(happening: Exclude<Happening, { kind: 'tick' }>, accepted: boolean): void {
    switch (happening.kind) {
      case 'deliver':
        if (accepted) delivered.add(asText(happening));
        return;
      case 'exempt':
        if (accepted && happening.exempt) exempt.add(asText(happening));
        else if (accepted) exempt.delete(asText(happening));
        return;
      case 'extend':
        if (accepted) extend(happening);
        return;
      case 'role':
        change(happening);
        return;
      case 'address':
        if (happening.good) deadAddresses.delete(happening.person);
        else deadAddresses.add(happening.person);
        return;
      case 'pause':
        mail.paused = true;
        return;
      case 'release':
        mail.paused = false;
        return;
      case 'switch':
        if (happening.on) off.delete(happening.step);
        else off.add(happening.step);
        return;
      case 'plan':
        if (accepted) knownPlans.push(happening.plan);
    }
  }

  function extend({ unit, period, deadline }: Report & { deadline: Day | null }): void {
    extended.add(period);
    if (deadline === null) ownDeadlines.delete(asText({ unit, period }));
    else ownDeadlines.set(asText({ unit, period }), deadline);
  }

  function change({ held, day, begins }: { held: Held; day: Day; begins: boolean }): void {
    places = null;
    if (begins) {
      roles.push({ ...held, from: day, to: '9999-12-31' });
      return;
    }
    for (const role of roles) {
      const isIt = role.person === held.person && role.role === held.role && role.scope === held.scope;
      if (isIt && role.to > day) role.to = day;
    }
  }

  /** Of the units, those that owe a report for the period, by the deadline of their own (null: the period's). */
  function owedByDeadline(period: string, units: string[]): Map<Day | null, string[]> {
    const owed = units.filter((unit) => {
      const report = asText({ unit, period });
      return !delivered.has(report) && !exempt.has(report);
    });
    return Map.groupBy(owed, (unit) => ownDeadlines.get(asText({ unit, period })) ?? null);
  }

  /** Of the day that was asked for last, until somebody comes or leaves: a tick asks hundreds of times. */
  function rolesByPlace(day: Day): Map<string, string[]> {
    if (places?.day !== day) places = { day, people: readPlaces(day) };
    return places.people;
  }

  function readPlaces(day: Day): Map<string, string[]> {
    const inForce = roles.filter(({ from, to }) => from <= day && day < to);
    const byPlace = Map.groupBy(inForce, ({ role, scope }) => `${role}:${scope}`);
    return new Map([...byPlace].map(([place, held]) => [place, held.map(({ person }) => person)]));
  }

  /** Who gets a step about the units on the day. */
  function receivers(to: string[], units: string[], day: Day): Receivers {
    const told = new Map<string, string[]>();
    const dead = new Set<string>();
    const empty: string[] = [];
    const byPlace = rolesByPlace(day);
    const at = (role: string, scope: string) => byPlace.get(`${role}:${scope}`) ?? [];
    const reached = (persons: string[]) => persons.filter((person) => !deadAddresses.has(person));
    const give = (place: string, about: string[], pick: (able: (all: string[]) => string[]) => string[]) => {
      const list = pick(reached);
      if (list.length === 0) empty.push(place);
      for (const person of new Set(list)) told.set(person, [...new Set([...(told.get(person) ?? []), ...about])]);
      for (const person of pick((all) => all)) if (deadAddresses.has(person)) dead.add(person);
    };
    const placed = units.map((unit) => ({ unit, ...geography.placeOf(unit, day) }));
    const toOffice = to.includes('reporters') || to.includes('leader');
    for (const [office, owed] of Map.groupBy(toOffice ? placed : [], (each) => each.office)) {
      give(office, unitsOf(owed), (able) => {
        const reporters = to.includes('reporters') ? able(at('reporter', office)) : [];
        const leads = to.includes('leader') || reporters.length === 0 ? able(at('leader', office)) : [];
        return [...reporters, ...leads];
      });
    }
    for (const [governor, owed] of Map.groupBy(to.includes('governor') ? placed : [], (each) => each.governor)) {
      if (governor !== null) give(governor, unitsOf(owed), (able) => able(at('governor', governor)));
    }
    if (to.includes('directorate') && units.length > 0)
      give('directorate', units, (able) => able(at('directorate', '')));
    return { told, dead, empty };
  }

  return {
    happened,
    owedByDeadline,
    receivers,
    mail,
    isDelivered: (report: Report) => delivered.has(asText(report)),
    isOff: (step: string) => off.has(step),
    isDead: (person: string) => deadAddresses.has(person),
    wasExtended: (period: string) => extended.has(period),
    planOf: (period: string) => knownPlans.findLast((each) => each.validFrom <= period),
  };
}

const unitsOf = (owed: { unit: string }[]) => owed.map(({ unit }) => unit);
