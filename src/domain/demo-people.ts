// Who can sign in to the demo: the people that the contract names, a reporter for every other office, and one person for
// each governor. All names say that nobody is behind them.

import type { Day } from './period.ts';
import type { Person, RoleName } from './person.ts';
import type { Unit } from './unit.ts';

export type DemoPerson = Omit<Person, 'id'>;

/** The offices whose month that is due is left for the named people to deliver. */
export type DemoCast = { people: DemoPerson[]; namedOffices: string[] };

const namedOffice = '0101';
const namedGovernor = 'FMVL';

/** Takes the units of today; the roles hold from the day on. */
export function demoCast(units: readonly Unit[], from: Day): DemoCast {
  const person = (email: string, name: string, role: RoleName, scope: string): DemoPerson => ({
    email: `${email}@example.org`,
    name,
    language: null,
    roles: [{ role, scope, validFrom: from, validTo: null }],
  });
  const byOffice = Map.groupBy(units, ({ office }) => office);
  const single = singleOffice(byOffice);
  const municipality = byOffice.get(namedOffice)?.[0]?.municipality;
  const governors = [...new Set(units.map(({ governor }) => governor))].filter((code) => code !== null).sort();
  return {
    namedOffices: [namedOffice, ...(single ? [single] : [])],
    people: [
      person('reporter', `Demo Reporter ${namedOffice}`, 'reporter', namedOffice),
      person('leader', `Demo Leader ${namedOffice}`, 'leader', namedOffice),
      ...(single ? [person('single', `Demo Reporter ${single}`, 'reporter', single)] : []),
      ...(municipality
        ? [person('municipality', `Demo Municipality ${municipality}`, 'municipality', municipality)]
        : []),
      person('directorate', 'Demo Directorate', 'directorate', ''),
      ...governors.map((code) =>
        person(
          code === namedGovernor ? 'governor' : `governor-${code.toLowerCase()}`,
          `Demo Governor ${code}`,
          'governor',
          code,
        ),
      ),
      ...[...byOffice.keys()]
        .filter((office) => office !== namedOffice && office !== single)
        .map((office) => person(`reporter-${office}`, `Demo Reporter ${office}`, 'reporter', office)),
    ],
  };
}

/** An office with one unit, in a nynorsk municipality, and if possible one that the named governor follows. */
function singleOffice(byOffice: Map<string, Unit[]>): string | undefined {
  const single = [...byOffice.values()].flatMap((units) => (units.length === 1 ? units : []));
  const nynorsk = single.filter(({ language, office }) => language === 'nn' && office !== namedOffice);
  return (nynorsk.find(({ governor }) => governor === namedGovernor) ?? nynorsk[0])?.office;
}
