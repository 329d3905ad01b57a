// A simulated run, from a seed: the offices and their mergers, the people, and the days that come.

import { addDays, addMonths, type Day, type Instant, instantOf } from './almanac.ts';
import { type Chance, chanceOf } from './chance.ts';
import { playDays } from './days.ts';
import { type Geography, makeGeography } from './geography.ts';
import { firstPlan, type Happening, type Held, type Plan } from './happening.ts';

export type Scenario = {
  seed: string;
  geography: Geography;
  start: Instant;
  people: Held[];
  plans: Plan[];
  happenings: () => Generator<Happening>;
};

/** `offices`: how many of the real ones; more than there are means all. */
export type Size = { seed: string; months: number; offices: number };

const firstMonth = '2027-01';

export function makeScenario({ seed, months, offices }: Size): Scenario {
  const chance = chanceOf(seed);
  const startDay = addDays(`${firstMonth}-01`, chance.whole(0, 27));
  const endDay = `${addMonths(firstMonth, months)}-01`;
  const geography = makeGeography(chance, { offices, from: startDay, to: endDay });
  const people = staff(chance, geography, startDay);
  const start = instantOf(startDay, chance.oneOf(['00:10', '07:30', '09:00', '15:45']));
  const happenings = () => playDays(chanceOf(`${seed}:days`), { geography, people, start, startDay, endDay });
  return { seed, geography, start, people, plans: [firstPlan], happenings };
}

function staff(chance: Chance, geography: Geography, day: Day): Held[] {
  const held: Held[] = [];
  let number = 0;
  const person = () => `p${(number += 1)}`;
  for (const office of geography.officesFrom(day)) {
    // Some offices have nobody, some share a reporter with another.
    const reporters = chance.oneOf([0, 1, 1, 1, 2, 3]);
    for (let count = 0; count < reporters; count += 1) {
      const shared = held.length > 5 && chance.isTrue(0.05) ? chance.oneOf(held).person : person();
      held.push({ person: shared, role: 'reporter', scope: office });
    }
    if (chance.isTrue(0.7)) held.push({ person: person(), role: 'leader', scope: office });
  }
  for (const governor of geography.governors) {
    const count = chance.oneOf([0, 1, 1, 2]);
    for (let each = 0; each < count; each += 1) held.push({ person: person(), role: 'governor', scope: governor });
  }
  for (let count = chance.whole(1, 2); count > 0; count -= 1)
    held.push({ person: person(), role: 'directorate', scope: '' });
  const once = new Map(held.map((each) => [`${each.person} ${each.role} ${each.scope}`, each]));
  return [...once.values()];
}
